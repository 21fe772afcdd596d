import { assistantId } from '../assistant/identity';
import { failureText } from '../assistant/notices';
import type { Conversation, Message, Participant } from '../session/contract';
import { myId } from '../session/phase';
import { words } from '../words';

/** The other one of a private conversation. */
export function partnerOf(conversation: Conversation): Participant | undefined {
  return conversation.kind === 'private' ? conversation.participants.find(one => one.user.id !== myId.value) : undefined;
}

export function titleOf(conversation: Conversation): string {
  const nameless = conversation.kind === 'assistant' ? words().assistant.newTalk : words().list.withoutName;
  return partnerOf(conversation)?.user.displayName || conversation.title || nameless;
}

/** What a glaze is chosen by, and the picture in its place. */
export function faceOf(conversation: Conversation): { id: string; url: string | undefined } {
  if (conversation.kind === 'assistant') { return { id: assistantId, url: undefined }; }
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
  if (message.status === 'streaming') { return words().assistant.answering; }
  if (message.status === 'failed') { return failureText(message) ?? words().assistant.failedShort; }
  const text = plain(message.content);
  if (text) { return text; }
  const kind = message.type === 'text' ? message.attachments.length > 0 ? 'file' : null : message.type;
  return kind === 'image' || kind === 'file' || kind === 'audio' || kind === 'video' ? sent[kind] : '';
}

/** Marks of Markdown left out, for lines where nothing is drawn. */
export function plain(content: string, most = 300): string {
  return content.slice(0, most)
    .replace(/^```[^\n]*$/gm, '').replace(/\[([^\]]*)\]\((?:[^)]*)\)/g, '$1').replace(/(\*\*|__|~~|`)/g, '').replace(/^\s*(?:>|#{1,6}(?= )|\|?[ :|-]*-[ :|-]*$)\s?/gm, '')
    .replace(/\s+/g, ' ').trim();
}
