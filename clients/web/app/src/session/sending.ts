import type { Attachment, Id, Message } from './contract';
import { openTimeline } from './conversations';
import { hub } from './hub';
import { codeOf } from './refusals';
import type { Outgoing } from './timeline';

export interface Written { content: string; type?: Message['type']; attachments?: readonly Attachment[]; replyTo?: Id | undefined }

export function send(conversationId: Id, written: Written): Promise<void> {
  const outgoing: Outgoing = { clientMessageId: crypto.randomUUID(), conversationId, content: written.content, type: written.type ?? 'text', replyTo: written.replyTo,
    attachments: written.attachments ?? [], state: 'waiting', refusal: null, createdAt: new Date().toISOString() };
  const line = openTimeline(conversationId);
  line.pending = [...line.pending, outgoing];
  line.version.value++;
  void push(outgoing);
  return Promise.resolve();
}
async function push(outgoing: Outgoing): Promise<void> {
  const line = openTimeline(outgoing.conversationId);
  try {
    line.put(await hub().sendMessage({ conversationId: outgoing.conversationId, clientMessageId: outgoing.clientMessageId, content: outgoing.content, type: outgoing.type,
      ...(outgoing.attachments.length > 0 && { attachmentIds: outgoing.attachments.map(one => one.id) }), ...(outgoing.replyTo && { replyTo: outgoing.replyTo }) }));
  } catch (failure) {
    if (codeOf(failure) === 'offline') { return; }
    line.pending = line.pending.map(one => one === outgoing ? { ...one, state: 'refused', refusal: failure } : one);
    line.version.value++;
  }
}
export function retry(outgoing: Outgoing): Promise<void> { return push(outgoing); }
export function discard(outgoing: Outgoing): Promise<void> {
  const line = openTimeline(outgoing.conversationId);
  line.pending = line.pending.filter(one => one.clientMessageId !== outgoing.clientMessageId);
  line.version.value++;
  return Promise.resolve();
}
export async function markRead(conversationId: Id, seq: number): Promise<void> { await hub().markRead({ conversationId, seq }).catch(() => undefined); }
