import type { Id } from '../generated/contract.ts';
import { conversationOf, type ChatEvent } from './chatEvent.ts';

// A second's worth of a very busy group, and a few megabytes in all.
export const maxOfConversation = 256;
const maxInAll = 4_096;

/**
 * What is told while a sync is under way, conversation by conversation. Too much is forgotten, and synced again: a page that is asked for
 * later holds it.
 */
export class EventBuffer {
  readonly #waiting = new Map<Id, ChatEvent[]>();
  readonly #own: ChatEvent[] = [];
  readonly #forgotten = new Set<Id>();
  #count = 0;

  /** Something did not fit. */
  isIncomplete = false;

  /** In each conversation's order. */
  get all(): ChatEvent[] {
    return [...this.#waiting.values()].flat().concat(this.#own);
  }

  add(event: ChatEvent): void {
    if (this.#count >= maxInAll) { this.isIncomplete = true; return; }
    if (event.kind === 'own') { this.#own.push(event); this.#count++; return; }
    const id = conversationOf(event);
    if (this.#forgotten.has(id)) { return; }
    const queue = this.#waiting.get(id) ?? [];
    if (queue.length >= maxOfConversation) { this.#forget(id, queue.length); return; }
    queue.push(event);
    this.#waiting.set(id, queue);
    this.#count++;
  }

  #forget(id: Id, count: number): void {
    this.#waiting.delete(id);
    this.#forgotten.add(id);
    this.#count -= count;
    this.isIncomplete = true;
  }
}
