import type { Conversation, Id, Message, MessageDelta, OwnState, SyncPage, SyncRequest } from '../generated/contract.ts';
import { applyChange, readHere } from './applyingEvents.ts';
import { applySynced } from './applyingPages.ts';
import { conversationOf, type ChatEvent } from './chatEvent.ts';
import { EventBuffer } from './eventBuffer.ts';
import { ReplyPieces, unfinished } from './replyPieces.ts';
import { storedFrom, withMessages, withOwn, type StoredConversation } from './storedConversation.ts';

export interface StoreListener {
  /** Conversations that changed, came or went. */
  changed(conversationIds: ReadonlySet<Id>): void;

  /** Conversations of which a reply has grown, and nothing else happened. */
  extended(conversationIds: ReadonlySet<Id>): void;

  /** Replies of which the text so far may not be here. */
  textMissing(messages: readonly Message[]): void;

  /** Messages that came from the server, by any road. */
  came(messages: readonly Message[]): void;

  syncNeeded(): void;

  /** Whether something is known to be missing has changed. */
  currentChanged(): void;
}

/** The one place where what is known changes. While a page of a sync is awaited, what is told waits for it. */
export class ChatStore {
  readonly #conversations = new Map<Id, StoredConversation>();
  readonly #unknown = new Set<Id>();
  readonly #touched = new Set<Id>();
  readonly #extended = new Set<Id>();
  readonly #pieces = new ReplyPieces();
  #buffer: EventBuffer | undefined;
  #needsSync = true;
  #userId: Id = '';
  #ownRevision = 0;

  constructor(private readonly listener: StoreListener) {}

  get userId(): Id { return this.#userId; }
  get ownRevision(): number { return this.#ownRevision; }
  get needsSync(): boolean { return this.#needsSync; }
  get isSyncing(): boolean { return this.#buffer !== undefined; }
  get conversations(): ReadonlyMap<Id, StoredConversation> { return this.#conversations; }

  find(conversationId: Id): StoredConversation | undefined { return this.#conversations.get(conversationId); }

  /** Forgets everything, for another user or with what was kept. */
  start(userId: Id, ownRevision = 0, kept: readonly StoredConversation[] = []): void {
    for (const id of this.#conversations.keys()) { this.#touched.add(id); }
    this.#conversations.clear();
    this.#unknown.clear();
    this.#pieces.clear();
    [this.#userId, this.#ownRevision] = [userId, ownRevision];
    for (const stored of kept) { this.#put(stored); }
    this.#tell();
    this.requireSync();
  }

  requireSync(): void {
    const wasNeeded = this.#needsSync;
    this.#needsSync = true;
    this.listener.syncNeeded();
    if (!wasNeeded) { this.listener.currentChanged(); }
  }

  receive(event: ChatEvent): void {
    if (this.#buffer) { this.#buffer.add(event); return; }
    this.#apply(event);
    if (event.kind === 'message') { this.listener.came([event.message]); }
    this.fitPieces();
  }

  /** More of a reply that is being written. One that comes before its message, or while a page is awaited, waits for that. */
  extend(piece: MessageDelta): void {
    this.#pieces.add(piece, (id) => this.find(id));
    this.fitPieces();
  }

  /** Puts the pieces in their places that have one by now. */
  fitPieces(): void {
    const gaps = this.#buffer ? [] : this.#pieces.fit((id) => this.find(id), (stored) => {
      this.#conversations.set(stored.record.id, stored);
      this.#extended.add(stored.record.id);
    });
    this.#tell();
    if (gaps.length > 0) { this.listener.textMissing(gaps); }
  }

  /**
   * Messages that the server answered with, before their events or long after. They are shown at once; the revision stays, so that
   * nothing before them is taken for known. Of a conversation that is not here, they show that it is missing.
   */
  keep(messages: readonly Message[]): void {
    for (const [id, group] of byConversation(messages)) {
      const stored = this.find(id);
      if (stored) { this.#put(withMessages(stored, group)); } else { this.#miss(id); }
    }
    this.listener.came(messages);
    this.fitPieces();
  }

  readHere(conversationId: Id, seq: number): void {
    const stored = this.find(conversationId);
    if (stored) { this.#put(readHere(stored, seq)); }
    this.#tell();
  }

  /** Conversations that are not here, as they stand now: of their history only the last message. What is here already is not touched. */
  adopt(records: readonly Conversation[]): void {
    for (const record of records) {
      this.#unknown.delete(record.id);
      if (this.find(record.id)) { continue; }
      const stored = storedFrom(this.#userId, record);
      this.#put(record.lastMessage ? withMessages(stored, [record.lastMessage]) : stored);
    }
    this.#tell();
  }

  /** Conversations that something was told of, and that are not here; each is named once. */
  takeUnknown(): Id[] {
    const unknown = [...this.#unknown];
    this.#unknown.clear();
    return unknown;
  }

  beginSync(limit: number): SyncRequest {
    this.#needsSync = false;
    this.#buffer = new EventBuffer();
    const known = [...this.#conversations.values()].map(({ record }) => ({ conversationId: record.id, revision: record.revision }));
    return { known, ownRevision: this.#ownRevision, limit };
  }

  /** Says whether there is more to sync. */
  endSync(page: SyncPage): boolean {
    let again = false;
    for (const synced of page.conversations) {
      const id = synced.conversation.id;
      const stored = applySynced(this.find(id), synced, this.#userId);
      if (stored === 'again') { this.#drop(id); again = true; } else { this.#put(stored); }
    }
    for (const id of page.removed) { this.#drop(id); }
    for (const own of page.own) { this.#putOwn(own); }
    this.#ownRevision = page.ownRevision;
    this.listener.came(page.conversations.flatMap((one) => one.messages));
    this.#drain();
    if (again || page.more) { this.requireSync(); }
    this.fitPieces();
    this.listener.currentChanged();
    if (!this.#needsSync) { this.#lookAtUnfinished(); }
    return this.#needsSync;
  }

  /** No page came. */
  abandonSync(): void {
    this.#drain();
    this.requireSync();
    this.fitPieces();
  }

  /** A sync brings no message whose revision is known, and pieces were told while nobody listened. */
  #lookAtUnfinished(): void {
    const running = [...this.#conversations.values()].flatMap(unfinished);
    if (running.length > 0) { this.listener.textMissing(running); }
  }

  #drain(): void {
    const buffer = this.#buffer;
    this.#buffer = undefined;
    const waited = buffer?.all ?? [];
    for (const event of waited) { this.#apply(event); }
    this.listener.came(waited.flatMap((event) => (event.kind === 'message' ? event.message : [])));
    if (buffer?.isIncomplete) { this.requireSync(); }
  }

  #apply(event: ChatEvent): void {
    const id = conversationOf(event);
    const stored = this.find(id);
    if (event.kind === 'own') { this.#applyOwn(event.changed.own, event.changed.ownRevision); return; }
    if (event.kind === 'removed') {
      this.#drop(id);
      if (stored) { this.requireSync(); }
      return;
    }
    if (!stored) { this.#applyUnknown(event); return; }
    const changed = applyChange(stored, event);
    if (changed === 'missed') { this.requireSync(); } else { this.#put(changed); }
  }

  /** A conversation that was just made has nothing before it. */
  #applyUnknown(event: ChatEvent): void {
    if (event.kind === 'conversation' && event.conversation.revision === 1) {
      this.#put(storedFrom(this.#userId, event.conversation));
      return;
    }
    this.#miss(conversationOf(event));
  }

  #miss(unknown: Id): void {
    this.#unknown.add(unknown);
    this.requireSync();
  }

  /** Of a conversation that is not here: it is on its way, or was hidden and is shown again. The sync brings both. */
  #applyOwn(own: OwnState, revision: number): void {
    if (revision <= this.#ownRevision) { return; }
    if (revision > this.#ownRevision + 1 || !this.find(own.conversationId)) { this.requireSync(); return; }
    this.#putOwn(own);
    this.#ownRevision = revision;
    this.#touched.add(own.conversationId);
  }

  #putOwn(own: OwnState): void {
    const stored = this.find(own.conversationId);
    if (stored) { this.#put(withOwn(stored, own)); }
  }

  #put(stored: StoredConversation): void {
    if (this.#conversations.get(stored.record.id) === stored) { return; }
    this.#conversations.set(stored.record.id, stored);
    this.#touched.add(stored.record.id);
  }

  #drop(id: Id): void {
    if (this.#conversations.delete(id)) { this.#touched.add(id); }
  }

  #tell(): void {
    const [touched, extended] = [new Set(this.#touched), new Set(this.#extended)];
    this.#touched.clear();
    this.#extended.clear();
    if (touched.size > 0) { this.listener.changed(touched); }
    if (extended.size > 0) { this.listener.extended(extended); }
  }
}

function byConversation(messages: readonly Message[]): Map<Id, Message[]> {
  const groups = new Map<Id, Message[]>();
  for (const message of messages) {
    const group = groups.get(message.conversationId);
    if (group) { group.push(message); } else { groups.set(message.conversationId, [message]); }
  }
  return groups;
}
