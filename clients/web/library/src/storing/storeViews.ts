import type { Id } from '../generated/contract.ts';
import type { Batch } from '../telling/batching.ts';
import { createKeyed, type Keyed } from '../telling/keyed.ts';
import { createSource, type Source } from '../telling/source.ts';
import type { ChatStore } from './chatStore.ts';
import type { ConversationState, UnreadTotals } from './conversationState.ts';
import type { History } from './history.ts';
import { emptyHistory, historyOf, stateOf, totalsOf } from './views.ts';

/** What programs read of the store: the same object for as long as nothing about it changed. */
export class StoreViews {
  readonly conversations: Source<readonly ConversationState[]>;
  readonly unread: Source<UnreadTotals>;
  readonly #states: Keyed<Id, ConversationState | undefined>;
  readonly #histories: Keyed<Id, History>;
  readonly #shown = new Map<Id, History>();
  readonly #dirty = new Set<Id>();
  #list: readonly ConversationState[] = [];
  #totals: UnreadTotals = { messages: 0, conversations: 0, mentions: 0 };

  constructor(private readonly store: () => ChatStore, batch: Batch) {
    this.conversations = createSource(() => this.#sorted(), batch);
    this.unread = createSource(() => this.#counted(), batch);
    this.#states = createKeyed((id) => this.#state(id), batch);
    this.#histories = createKeyed((id) => this.#history(id), batch);
  }

  conversation(id: Id): Source<ConversationState | undefined> { return this.#states.of(id); }

  history(id: Id): Source<History> { return this.#histories.of(id); }

  changed(ids: Iterable<Id>): void {
    for (const id of ids) {
      this.#dirty.add(id);
      if (!this.store().find(id)) { this.#shown.delete(id); }
    }
    this.conversations.changed();
    this.unread.changed();
    this.#states.changed(ids);
    this.#histories.changed(ids);
  }

  /** What is told of a conversation is the same until its reply is finished; only the reply itself grows. */
  extended(ids: Iterable<Id>): void { this.#histories.changed(ids); }

  #state(id: Id): ConversationState | undefined {
    const stored = this.store().find(id);
    return stored && stateOf(stored);
  }

  #history(id: Id): History {
    const stored = this.store().find(id);
    if (!stored) { return emptyHistory; }
    const history = historyOf(stored, this.#shown.get(id));
    this.#shown.set(id, history);
    return history;
  }

  /** Of thousands of conversations few change at a time: those are put in their new places, the others stay in order. */
  #sorted(): readonly ConversationState[] {
    if (this.#dirty.size === 0) { return this.#list; }
    const moved = [...this.#dirty].flatMap((id) => this.#state(id) ?? []).sort(byActivity);
    const rest = this.#list.filter((one) => !this.#dirty.has(one.id));
    this.#dirty.clear();
    const merged: ConversationState[] = [];
    let at = 0;
    for (const one of rest) {
      for (let next = moved[at]; next && byActivity(next, one) < 0; next = moved[++at]) { merged.push(next); }
      merged.push(one);
    }
    this.#list = [...merged, ...moved.slice(at)];
    return this.#list;
  }

  #counted(): UnreadTotals {
    const now = totalsOf(this.store().conversations.values());
    const before = this.#totals;
    const isSame = before.messages === now.messages && before.conversations === now.conversations && before.mentions === now.mentions;
    if (!isSame) { this.#totals = now; }
    return this.#totals;
  }
}

/** Latest first. Moments are of one form, so their texts have their order. */
function byActivity(a: ConversationState, b: ConversationState): number {
  if (a.updatedAt !== b.updatedAt) { return a.updatedAt < b.updatedAt ? 1 : -1; }
  return a.id < b.id ? 1 : -1;
}
