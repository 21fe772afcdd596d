import type { Conversation, ConversationState, History, Message, OwnState, ReadMoved, SeqRange, SyncPage } from '@chat/client';
import { Cell, Cells } from './cell';

class Known implements History {
  constructor(readonly firstSeq: number, readonly lastSeq: number, private readonly bySeq: ReadonlyMap<number, Message>, private readonly seqs: ReadonlyMap<string, number>) {}
  get count(): number { return this.bySeq.size; }
  get ranges(): readonly SeqRange[] {
    const ranges: SeqRange[] = [];
    for (const seq of [...this.bySeq.keys()].sort((one, other) => one - other)) {
      const last = ranges.at(-1);
      if (last?.to === seq - 1) { ranges[ranges.length - 1] = { from: last.from, to: seq }; } else { ranges.push({ from: seq, to: seq }); }
    }
    return ranges;
  }
  get(seq: number): Message | undefined { return seq < this.firstSeq ? undefined : this.bySeq.get(seq); }
  find(id: string): Message | undefined { const seq = this.seqs.get(id); return seq === undefined ? undefined : this.get(seq); }
  slice(from: number, to: number): Message[] {
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => this.get(from + at)).filter(one => one !== undefined);
  }
}

interface Held { record: ConversationState; bySeq: Map<number, Message>; seqs: Map<string, number> }

/** What is known of conversations and messages. A change is applied at the last revision plus one; a hole asks for a sync. */
export class Records {
  readonly list = new Cell<readonly ConversationState[]>([]);
  readonly one = new Cells<ConversationState | undefined>(() => undefined);
  readonly histories = new Cells<History>(() => new Known(1, 0, new Map(), new Map()));
  ownRevision = 0;
  private readonly held = new Map<string, Held>();
  private isSorting = false;

  constructor(private readonly userId: () => string | undefined, private readonly needSync: () => void, private readonly arrived: (message: Message) => void) {}

  get known(): { conversationId: string; revision: number }[] { return [...this.held].map(([conversationId, { record }]) => ({ conversationId, revision: record.revision })); }

  clear(): void {
    this.held.clear();
    this.ownRevision = 0;
    this.list.value = [];
    this.one.clear();
    this.histories.clear();
  }

  /** A whole record, from a list, an answer or a sync. */
  take(record: Conversation): void {
    const had = this.held.get(record.id);
    if (had && had.record.revision > record.revision) { return; }
    const held: Held = had ?? { record: { ...record, unreadMentions: 0 }, bySeq: new Map(), seqs: new Map() };
    held.record = { ...record, unreadMentions: had?.record.unreadMentions ?? 0 };
    this.held.set(record.id, held);
    if (record.lastMessage) { this.put(held, record.lastMessage); }
    this.show(held);
  }

  updated(record: Conversation): void {
    const had = this.held.get(record.id);
    if (had && record.revision > had.record.revision + 1) { this.needSync(); return; }
    this.take(record);
  }

  happened(message: Message): void {
    const held = this.held.get(message.conversationId);
    if (!held) { this.needSync(); return; }
    if (message.revision > held.record.revision + 1) { this.needSync(); return; }
    this.keep(message);
  }

  /** An answer or an event: newer than what is here, or known already. */
  keep(message: Message): void {
    const held = this.held.get(message.conversationId);
    if (!held) { return; }
    const { record } = held;
    this.put(held, message);
    if (message.revision === record.revision + 1) {
      const isNew = message.seq > record.lastSeq;
      const isOthers = message.senderId !== this.userId();
      held.record = {
        ...record, revision: message.revision, lastSeq: Math.max(record.lastSeq, message.seq),
        ...(message.seq >= record.lastSeq && { lastMessage: message }),
        ...(isNew && { updatedAt: message.createdAt, unreadCount: record.unreadCount + (isOthers ? 1 : 0) }),
      };
    }
    this.show(held);
  }

  page(conversationId: string, messages: readonly Message[]): number {
    const held = this.held.get(conversationId);
    if (!held) { return 0; }
    const before = held.bySeq.size;
    for (const message of messages) { this.put(held, message); }
    this.show(held);
    return held.bySeq.size - before;
  }

  read(mark: ReadMoved): void {
    const held = this.held.get(mark.conversationId);
    if (!held || mark.revision <= held.record.revision) { return; }
    if (mark.revision > held.record.revision + 1) { this.needSync(); return; }
    const own = mark.userId === this.userId();
    held.record = {
      ...held.record, revision: mark.revision,
      ...(own && readUpTo(held, mark.seq, this.userId())),
      participants: held.record.participants.map(one => one.user.id === mark.userId && one.lastReadSeq < mark.seq ? { ...one, lastReadSeq: mark.seq } : one),
    };
    this.show(held);
  }

  /** Shown at once, before the server has heard of it. */
  readHere(conversationId: string, seq: number): boolean {
    const held = this.held.get(conversationId);
    if (!held || held.record.lastReadSeq >= seq) { return false; }
    held.record = { ...held.record, ...readUpTo(held, seq, this.userId()) };
    this.show(held);
    return true;
  }

  own(state: OwnState): void {
    const held = this.held.get(state.conversationId);
    if (!held) { this.needSync(); return; }
    held.record = { ...held.record, muted: state.muted, clearedUpToSeq: state.clearedUpToSeq, ...readUpTo(held, Math.max(state.lastReadSeq, held.record.lastReadSeq, state.clearedUpToSeq), this.userId()) };
    this.show(held);
  }

  cleared(conversationId: string, upToSeq: number, revision: number): void {
    const held = this.held.get(conversationId);
    if (!held || revision <= held.record.revision) { return; }
    held.record = { ...held.record, revision, clearedUpToSeq: Math.max(held.record.clearedUpToSeq, upToSeq) };
    this.show(held);
  }

  remove(conversationId: string): void {
    if (!this.held.delete(conversationId)) { return; }
    this.one.of(conversationId).value = undefined;
    this.sort();
  }

  synced(page: SyncPage): void {
    for (const { conversation, messages } of page.conversations) {
      const held = this.held.get(conversation.id) ?? { record: { ...conversation, unreadMentions: 0 }, bySeq: new Map(), seqs: new Map() };
      held.record = { ...conversation, unreadMentions: held.record.unreadMentions };
      this.held.set(conversation.id, held);
      for (const message of messages) { this.put(held, message); }
      this.show(held);
    }
    for (const id of page.removed) { this.remove(id); }
    this.ownRevision = page.ownRevision;
    for (const state of page.own) { if (this.held.has(state.conversationId)) { this.own(state); } }
  }

  private put(held: Held, message: Message): void {
    const had = held.bySeq.get(message.seq);
    if (had && had.revision >= message.revision) { return; }
    held.bySeq.set(message.seq, message);
    held.seqs.set(message.id, message.seq);
    this.arrived(message);
  }

  private show(held: Held): void {
    const { record } = held;
    this.one.of(record.id).value = record;
    this.histories.of(record.id).value = new Known(record.clearedUpToSeq + 1, record.lastSeq, held.bySeq, held.seqs);
    this.sort();
  }

  private sort(): void {
    if (this.isSorting) { return; }
    this.isSorting = true;
    queueMicrotask(() => {
      this.isSorting = false;
      this.list.value = [...this.held.values()].map(one => one.record).sort((one, other) => one.updatedAt < other.updatedAt ? 1 : one.updatedAt > other.updatedAt ? -1 : 0);
    });
  }
}

function readUpTo(held: Held, seq: number, userId: string | undefined): { lastReadSeq: number; unreadCount: number } {
  const left = held.record.lastSeq - seq;
  let unreadCount = Math.max(0, left);
  for (let at = Math.max(seq + 1, held.record.lastSeq - 500); at <= held.record.lastSeq; at++) { if (held.bySeq.get(at)?.senderId === userId) { unreadCount--; } }
  return { lastReadSeq: seq, unreadCount: Math.max(0, unreadCount) };
}
