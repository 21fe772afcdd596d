import type { ChatEvents } from '../generated/contract.ts';
import type { Unsubscribe } from './readable.ts';

type Heard<E extends keyof ChatEvents> = (told: ChatEvents[E]) => void;

/** Who hears the server's events. One that throws keeps it from nobody else. */
export class EventListeners {
  readonly #all = new Map<keyof ChatEvents, Set<{ readonly hear: (told: never) => void }>>();

  on<E extends keyof ChatEvents>(event: E, hear: Heard<E>): Unsubscribe {
    const listener = { hear };
    const present = this.#all.get(event) ?? new Set();
    this.#all.set(event, present.add(listener));
    return () => { present.delete(listener); };
  }

  tell<E extends keyof ChatEvents>(event: E, told: ChatEvents[E]): void {
    for (const { hear } of [...this.#all.get(event) ?? []]) {
      try { (hear as Heard<E>)(told); } catch (failure) { setTimeout(() => { throw failure; }); }
    }
  }
}
