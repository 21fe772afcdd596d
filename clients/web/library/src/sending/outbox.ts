import { chatErrorOf, storageFull } from '../asking/refusals.ts';
import { aborted, createBell, type Bell } from '../asking/waiting.ts';
import { ChatError } from '../chatError.ts';
import type { Id, Message } from '../generated/contract.ts';
import type { Database } from '../saving/database.ts';
import { newClientMessageId } from './clientMessageIds.ts';
import { deleteOutgoing, readOutbox, writeOutbox, type Ordered } from './keptOutbox.ts';
import { messageTypeOf } from './messageType.ts';
import type { Draft, OutgoingMessage } from './outgoingMessage.ts';

export interface OutboxListener {
  changed(conversationIds: ReadonlySet<Id>): void;
  /** Other tabs should look. */
  told(): void;
  notKept(error: ChatError): void;
  now(): number;
}

// Answers for who asks late what became of a message.
const acknowledgedKept = 256;

interface Waiter {
  resolve(message: Message): void;
  reject(error: ChatError): void;
}

/**
 * What was written and is not acknowledged, in the order it was written, of all tabs. It is kept before it is sent; that it was acknowledged
 * is kept afterwards, for a repeat is the same message.
 */
export class Outbox {
  readonly more: Bell = createBell();
  readonly #messages = new Map<string, Ordered>();
  readonly #leaving = new Set<string>();
  readonly #keeping = new Set<string>();
  readonly #waiters = new Map<string, Waiter[]>();
  readonly #acknowledged = new Map<string, Message>();
  #views = new Map<Id, readonly OutgoingMessage[]>();
  #userId: Id = '';

  constructor(private readonly database: () => Database | undefined, private readonly listener: OutboxListener) {}

  of(conversationId: Id): readonly OutgoingMessage[] { return this.#views.get(conversationId) ?? none; }

  find(clientMessageId: string): OutgoingMessage | undefined { return this.#messages.get(clientMessageId)?.message; }

  /** Conversations with something to send. */
  get waiting(): Id[] {
    return [...this.#views.keys()].filter((id) => this.next(id) !== undefined);
  }

  /** The next one to send; none while it is not kept yet. */
  next(conversationId: Id): OutgoingMessage | undefined {
    const next = this.of(conversationId).find((one) => one.state !== 'refused');
    return next && !this.#keeping.has(next.clientMessageId) ? next : undefined;
  }

  /** What somebody else wrote in this browser is not sent in this user's name. */
  async belongTo(userId: Id): Promise<void> {
    if (this.#userId !== userId) {
      this.#userId = userId;
      this.#messages.clear();
      this.#acknowledged.clear();
      for (const waiter of [...this.#waiters.values()].flat()) { waiter.reject(aborted()); }
      this.#waiters.clear();
      this.#changed([...this.#views.keys()]);
    }
    await this.reload();
  }

  /** As all tabs have it by now. What could not be kept is here alone, and stays. */
  async reload(): Promise<void> {
    const database = this.database();
    if (!database || !this.#userId) { return; }
    const userId = this.#userId;
    const before = new Set(this.#messages.keys());
    const kept = await readOutbox(database, userId).catch(() => undefined);
    if (!kept || userId !== this.#userId) { return; }
    const touched = new Set<Id>();
    const present = new Set(kept.map(({ message }) => message.clientMessageId));
    for (const [id, { message }] of this.#messages) {
      if (message.isKept && before.has(id) && !present.has(id)) { this.#messages.delete(id); touched.add(message.conversationId); }
    }
    for (const one of kept) {
      const { clientMessageId, conversationId } = one.message;
      const here = this.#messages.get(clientMessageId);
      const isNews = !here || (here.message.state === 'refused') !== (one.message.state === 'refused');
      if (this.#leaving.has(clientMessageId) || !isNews) { continue; }
      this.#messages.set(clientMessageId, one);
      touched.add(conversationId);
    }
    if (touched.size > 0) { this.#changed(touched); this.more.ring(); }
  }

  async add(conversationId: Id, draft: Draft): Promise<OutgoingMessage> {
    if (!this.#userId) { throw new ChatError('unauthenticated', 'Nobody is signed in.'); }
    const { content, replyTo, emotion, ifUnansweredSince, files = [], attachmentIds = [] } = draft;
    const clientMessageId = draft.clientMessageId ?? newClientMessageId();
    this.#put({
      clientMessageId, conversationId, content, replyTo, emotion, ifUnansweredSince, attachmentIds,
      type: draft.type ?? messageTypeOf(files, attachmentIds.length > 0),
      files: files.map(({ file, name }) => ({ file, name, uploadedBytes: 0 })),
      createdAt: this.listener.now(), state: 'waiting', isKept: false,
    });
    const written = this.find(clientMessageId);
    this.#keeping.add(clientMessageId);
    try { await this.#keep(clientMessageId); } finally { this.#keeping.delete(clientMessageId); }
    this.more.ring();
    return this.find(clientMessageId) ?? written ?? Promise.reject(discarded());
  }

  /** What is different about one that is still here; `isWorthKeeping` when the next start has to know. */
  async update(clientMessageId: string, change: Partial<OutgoingMessage>, isWorthKeeping = false): Promise<void> {
    const held = this.#messages.get(clientMessageId);
    if (!held) { return; }
    this.#put({ ...held.message, ...change }, held.order);
    if (isWorthKeeping) { await this.#keep(clientMessageId); }
  }

  /** A refused one again, under its own id, after those that were written since. */
  async retry(clientMessageId: string): Promise<void> {
    const held = this.find(clientMessageId);
    if (held?.state !== 'refused') { return; }
    const { error: _, ...message } = held;
    this.#messages.delete(clientMessageId);
    this.#put({ ...message, state: 'waiting' });
    await this.#keep(clientMessageId);
    this.more.ring();
  }

  async refuse(clientMessageId: string, error: ChatError): Promise<void> {
    const waiters = this.#waiters.get(clientMessageId) ?? [];
    this.#waiters.delete(clientMessageId);
    await this.update(clientMessageId, { state: 'refused', error }, true);
    for (const waiter of waiters) { waiter.reject(error); }
  }

  /** The server has it: by its answer, by its event, or by anything else that it told. */
  async acknowledge(message: Message): Promise<void> {
    const id = message.clientMessageId;
    if (id === undefined || message.senderId !== this.#userId) { return; }
    const waiters = this.#waiters.get(id) ?? [];
    this.#waiters.delete(id);
    for (const waiter of waiters) { waiter.resolve(message); }
    if (!this.#messages.has(id)) { return; }
    this.#acknowledged.set(id, message);
    const [oldest] = this.#acknowledged.keys();
    if (oldest !== undefined && this.#acknowledged.size > acknowledgedKept) { this.#acknowledged.delete(oldest); }
    await this.remove(id);
  }

  async remove(clientMessageId: string): Promise<void> {
    const held = this.find(clientMessageId);
    if (!held) { return; }
    this.#messages.delete(clientMessageId);
    this.#changed([held.conversationId]);
    for (const waiter of this.#waiters.get(clientMessageId) ?? []) { waiter.reject(discarded()); }
    this.#waiters.delete(clientMessageId);
    const database = this.database();
    if (!database) { return; }
    this.#leaving.add(clientMessageId);
    await deleteOutgoing(database, clientMessageId).catch(() => undefined);
    this.#leaving.delete(clientMessageId);
    this.listener.told();
  }

  async clear(): Promise<void> {
    await Promise.all([...this.#messages.keys()].map((id) => this.remove(id)));
  }

  whenSent(clientMessageId: string): Promise<Message> {
    const held = this.find(clientMessageId);
    const sent = this.#acknowledged.get(clientMessageId);
    if (sent) { return Promise.resolve(sent); }
    if (!held) { return Promise.reject(new ChatError('not_found', 'No such message waits here to be sent.')); }
    if (held.state === 'refused' && held.error) { return Promise.reject(held.error); }
    return new Promise((resolve, reject) => {
      const waiters = this.#waiters.get(clientMessageId) ?? [];
      this.#waiters.set(clientMessageId, [...waiters, { resolve, reject }]);
    });
  }

  #put(message: OutgoingMessage, order = this.#nextOrder()): void {
    this.#messages.set(message.clientMessageId, { order, message });
    this.#changed([message.conversationId]);
  }

  /** By the clock, so that what two tabs write is in the order it was written; and never before what is here. */
  #nextOrder(): number {
    let last = 0;
    for (const { order } of this.#messages.values()) { last = Math.max(last, order); }
    return Math.max(Date.now(), last + 1);
  }

  async #keep(clientMessageId: string): Promise<void> {
    const [database, held] = [this.database(), this.#messages.get(clientMessageId)];
    if (!database || !held) { return; }
    try { await writeOutbox(database, this.#userId, held); } catch (failure) {
      const error = chatErrorOf(failure);
      this.listener.notKept(error.code === 'storage_full' ? error : storageFull(failure));
      return;
    }
    // Acknowledged or discarded meanwhile: what was just written must not come back.
    if (!this.#messages.has(clientMessageId)) {
      await deleteOutgoing(database, clientMessageId).catch(() => undefined);
    } else if (!held.message.isKept) {
      await this.update(clientMessageId, { isKept: true });
    }
    this.listener.told();
  }

  #changed(conversationIds: Iterable<Id>): void {
    const touched = new Set(conversationIds);
    const views = new Map([...this.#views].filter(([id]) => !touched.has(id)));
    const ordered = [...this.#messages.values()].filter(({ message }) => touched.has(message.conversationId)).sort((a, b) => a.order - b.order);
    for (const { message } of ordered) { views.set(message.conversationId, [...(views.get(message.conversationId) ?? []), message]); }
    this.#views = views;
    this.listener.changed(touched);
  }
}

const none: readonly OutgoingMessage[] = [];

const discarded = (): ChatError => new ChatError('aborted', 'The message was discarded.');
