import { answer, waitAfter } from '../asking/patience.ts';
import { chatErrorOf } from '../asking/refusals.ts';
import { unlessAborted, within } from '../asking/waiting.ts';
import { hubOver, type ChatHub } from '../generated/contract.ts';

// A connection comes sooner, or the user would rather know.
const connectWithin = 10_000;

/** The open connection, or the one that comes. */
export class CurrentConnection {
  #open: ChatHub | undefined;
  #waiting: ((hub: ChatHub) => void)[] = [];

  /** Every method, asked once over the open connection or the next one. */
  readonly hub: ChatHub = hubOver(async (method, request) => {
    const open = await within(connectWithin, this.next(), 'The server cannot be reached.');
    const name = `${method[0]?.toLowerCase()}${method.slice(1)}` as keyof ChatHub;
    return await answer((open[name] as (request?: object) => Promise<unknown>)(request));
  });

  get now(): ChatHub | undefined { return this.#open; }

  next(): Promise<ChatHub> {
    return this.#open ? Promise.resolve(this.#open) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  set(hub: ChatHub | undefined): void {
    this.#open = hub;
    if (!hub) { return; }
    for (const resolve of this.#waiting.splice(0)) { resolve(hub); }
  }

  /** Until it is answered, over as many connections as it takes: only for what may be done twice. */
  async repeat<T>(call: (hub: ChatHub) => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let failures = 1; ; failures++) {
      const hub = await unlessAborted(this.next(), signal);
      try { return await unlessAborted(answer(call(hub)), signal); } catch (thrown) {
        const failure = chatErrorOf(thrown);
        if (!['offline', 'rate_limited', 'unavailable'].includes(failure.code)) { throw failure; }
        await waitAfter(failure, failures, signal);
      }
    }
  }
}
