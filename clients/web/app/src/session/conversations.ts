import { computed, signal, type Signal } from '@preact/signals';
import type { Conversation, Id, Message } from './contract';
import { hub } from './hub';
import { myId } from './phase';
import type { Outgoing, Timeline } from './timeline';

export const byId = signal<ReadonlyMap<Id, Conversation>>(new Map());
export const listLoaded = signal(false);
export const listFailed = signal(false);
export const conversations = computed(() => [...byId.value.values()].sort((one, other) => other.updatedAt < one.updatedAt ? -1 : 1));
export function conversationOf(id: Id): Conversation | undefined { return byId.value.get(id); }
export function takeConversation(conversation: Conversation): void { byId.value = new Map(byId.value).set(conversation.id, conversation); }
export function drop(id: Id): void { const next = new Map(byId.value); next.delete(id); byId.value = next; }
export async function fetchConversation(id: Id): Promise<void> { takeConversation(await hub().getConversation({ conversationId: id })); }
export function reloadList(): void { void loadList(); }
export async function loadList(): Promise<void> {
  listFailed.value = false;
  try {
    let before: string | undefined;
    do {
      const page = await hub().getConversations({ limit: 100, ...(before && { before }) });
      const next = new Map(byId.value);
      for (const one of page.conversations) { next.set(one.id, one); }
      byId.value = next;
      before = page.next ?? undefined;
      listLoaded.value = true;
    } while (before);
  } catch { listFailed.value = true; }
}
class Line implements Timeline {
  readonly version: Signal<number> = signal(0);
  readonly messages = new Map<number, Message>();
  readonly ids = new Map<Id, number>();
  pending: Outgoing[] = [];
  failure: unknown = null;
  private readonly asked = new Set<number>();
  constructor(readonly id: Id) {}
  get firstSeq() { return (conversationOf(this.id)?.clearedUpToSeq ?? 0) + 1; }
  get lastSeq() { return conversationOf(this.id)?.lastSeq ?? 0; }
  message(seq: number) { return this.messages.get(seq); }
  find(id: Id) { const seq = this.ids.get(id); return seq ? this.messages.get(seq) : undefined; }
  put(message: Message) { this.messages.set(message.seq, message); this.ids.set(message.id, message.seq); this.pending = this.pending.filter(one => one.clientMessageId !== message.clientMessageId); this.version.value++; }
  retry() { this.failure = null; this.asked.clear(); this.version.value++; }
  want(from: number, to: number) {
    for (let at = Math.floor(from / 50); at <= Math.floor(to / 50); at++) {
      if (this.asked.has(at)) { continue; }
      let all = true;
      for (let seq = Math.max(this.firstSeq, at * 50); seq < Math.min(this.lastSeq + 1, (at + 1) * 50); seq++) { all &&= this.messages.has(seq); }
      if (all) { continue; }
      this.asked.add(at);
      hub().getMessages({ conversationId: this.id, after: Math.max(0, at * 50 - 1), limit: 50 }).then(page => { for (const one of page.messages) { this.put(one); } this.asked.delete(at); },
        (failure: unknown) => { this.failure = failure; this.version.value++; });
    }
  }
}
const lines = new Map<Id, Line>();
export function openTimeline(id: Id): Line { const line = lines.get(id) ?? new Line(id); lines.set(id, line); return line; }
export function receive(message: Message): void {
  openTimeline(message.conversationId).put(message);
  const had = byId.peek().get(message.conversationId);
  if (!had) { void fetchConversation(message.conversationId); return; }
  if (message.revision <= had.revision) { return; }
  const isNew = message.seq > had.lastSeq;
  takeConversation({ ...had, revision: message.revision, lastSeq: Math.max(had.lastSeq, message.seq), ...(message.seq >= had.lastSeq && { lastMessage: message }),
    ...(isNew && { updatedAt: message.createdAt, unreadCount: had.unreadCount + (message.senderId === myId.value ? 0 : 1) }) });
}
