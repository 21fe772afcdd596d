import { answer, delayAfter, waitAfter } from '../asking/patience.ts';
import { chatErrorOf } from '../asking/refusals.ts';
import { createBell, sleep, unlessAborted, type Bell } from '../asking/waiting.ts';
import { ChatError } from '../chatError.ts';
import type { ChatHub, SyncPage } from '../generated/contract.ts';
import type { ChatStore } from '../storing/chatStore.ts';

// A server whose events never fit its pages is not asked without end at full speed.
const roundsAtOnce = 3;
const listPage = 100;

/** Fetches what was missed: after every connect, and whenever something shows a hole. One at a time. */
export class SyncLoop {
  readonly bell: Bell = createBell();

  constructor(private readonly store: ChatStore, private readonly pageSize: number) {}

  async run(hub: ChatHub, signal: AbortSignal): Promise<void> {
    this.store.requireSync();
    while (true) {
      await this.bell.wait(signal);
      if (this.store.needsSync) { await this.#sync(hub, signal); }
    }
  }

  async #sync(hub: ChatHub, signal: AbortSignal): Promise<void> {
    let [rounds, failures, isMore] = [0, 0, true];
    while (isMore) {
      try {
        await this.#meet(hub, signal);
        const page = await this.#page(hub, signal);
        isMore = this.store.endSync(page);
        failures = 0;
        if (!page.more && isMore && ++rounds >= roundsAtOnce) { await sleep(delayAfter(rounds), signal); }
      } catch (thrown) {
        const failure = chatErrorOf(thrown);
        if (!failure.isPassing || failure.code === 'offline') { throw failure; }
        await waitAfter(failure, ++failures, signal);
      }
    }
  }

  /** Conversations that are new here: as they stand now, without their whole history, which is loaded when it is looked at. */
  async #meet(hub: ChatHub, signal: AbortSignal): Promise<void> {
    if (this.store.conversations.size === 0) { await this.#list(hub, signal); }
    for (const conversationId of this.store.takeUnknown()) {
      try { this.store.adopt([await unlessAborted(answer(hub.getConversation({ conversationId })), signal)]); } catch (thrown) {
        const failure = chatErrorOf(thrown);
        if (failure.code !== 'not_found') { throw failure; }
      }
    }
  }

  async #list(hub: ChatHub, signal: AbortSignal): Promise<void> {
    let before: string | undefined;
    do {
      const page = await unlessAborted(answer(hub.getConversations({ limit: listPage, before })), signal);
      this.store.adopt(page.conversations);
      before = page.next;
    } while (before !== undefined);
  }

  async #page(hub: ChatHub, signal: AbortSignal): Promise<SyncPage> {
    const request = this.store.beginSync(this.pageSize);
    try {
      const page = await unlessAborted(answer(hub.sync(request)), signal);
      if (page.more && page.conversations.length + page.removed.length + page.own.length === 0) {
        throw new ChatError('internal', 'The server says that there is more to sync, and sends nothing of it.');
      }
      return page;
    } catch (failure) {
      this.store.abandonSync();
      throw failure;
    }
  }
}
