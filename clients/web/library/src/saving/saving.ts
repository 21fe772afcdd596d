import { chatErrorOf } from '../asking/refusals.ts';
import { sleep } from '../asking/waiting.ts';
import type { ChatError } from '../chatError.ts';
import type { Id } from '../generated/contract.ts';
import type { ChatStore } from '../storing/chatStore.ts';
import type { Database } from './database.ts';
import { forgetState, writeState, type KeptBounds } from './keptState.ts';
import type { Tabs } from './tabs.ts';

// A state that is kept late costs a larger sync at the next start, nothing else.
const every = 2_000;

/** Keeps what is known. One tab does it for all: what is kept must belong together. */
export class Saving {
  #touched = new Set<Id>();
  #isMine = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database, private readonly store: ChatStore, private readonly bounds: KeptBounds,
    private readonly told: (error: ChatError | undefined) => void,
  ) {}

  touched(ids: Iterable<Id>): void {
    for (const id of ids) { this.#touched.add(id); }
  }

  async run(tabs: Tabs, signal: AbortSignal): Promise<void> {
    await tabs.alone('saving', async () => {
      this.#isMine = true;

      // The tab before may have kept something else.
      this.touched(this.store.conversations.keys());
      try {
        while (!signal.aborted) {
          await sleep(every, signal);
          await this.save();
        }
      } finally { this.#isMine = false; }
    }, signal);
  }

  /** A sync that is under way has applied a part of its pages, which is as good a state as any. */
  save(): Promise<void> {
    if (!this.#isMine || this.#touched.size === 0 || this.store.userId === '') { return this.#writing; }
    const touched = this.#touched;
    this.#touched = new Set();
    this.#writing = this.#writing.then(() => writeState(this.database, this.store, touched, this.bounds)).then(
      () => this.told(undefined),
      (failure: unknown) => {
        this.touched(touched);
        this.told(chatErrorOf(failure));
      });
    return this.#writing;
  }

  /** After whatever is being written. */
  forget(): Promise<void> {
    this.#touched.clear();
    this.#writing = this.#writing.then(() => forgetState(this.database)).catch(() => undefined);
    return this.#writing;
  }
}
