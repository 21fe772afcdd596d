import type { Conversation, Message, Participant } from '../session/contract';
import { myId } from '../session/phase';
import { words } from '../words';

/** The other one of a private conversation. */
export function partnerOf(conversation: Conversation): Participant | undefined {
  return conversation.kind === 'private' ? conversation.participants.find(one => one.user.id !== myId.value) : undefined;
}

export function titleOf(conversation: Conversation): string {
  return partnerOf(conversation)?.user.displayName || conversation.title || words().list.withoutName;
}

/** What a glaze is chosen by, and the picture in its place. */
export function faceOf(conversation: Conversation): { id: string; url: string | undefined } {
  const partner = partnerOf(conversation)?.user;
  return { id: partner?.id ?? conversation.id, url: partner?.avatarUrl ?? conversation.avatarUrl ?? undefined };
}

export function isOwner(conversation: Conversation): boolean {
  return conversation.participants.some(one => one.user.id === myId.value && one.role === 'owner');
}

/** A message in one line. */
export function summaryOf(message: Message): string {
  const { sent } = words().list;
  if (message.deletedAt) { return sent.deleted; }
  const text = plain(message.content);
  if (text) { return text; }
  const kind = message.type === 'text' ? message.attachments.length > 0 ? 'file' : null : message.type;
  return kind === 'image' || kind === 'file' || kind === 'audio' || kind === 'video' ? sent[kind] : '';
}

/** Marks of Markdown left out, for lines where nothing is drawn. */
export function plain(content: string): string {
  return content.slice(0, 300)
    .replace(/^```[^\n]*$/gm, '').replace(/\[([^\]]*)\]\((?:[^)]*)\)/g, '$1').replace(/(\*\*|__|~~|`)/g, '').replace(/^\s*>\s?/gm, '')
    .replace(/\s+/g, ' ').trim();
}
