import { answer, waitAfter } from '../asking/patience.ts';
import { chatErrorOf } from '../asking/refusals.ts';
import { unlessAborted, within } from '../asking/waiting.ts';
import { hubOver, type ChatHub } from '../generated/contract.ts';
import type { ChatConnection } from './chatConnection.ts';

// A connection comes sooner, or the user would rather know.
const connectWithin = 10_000;

/** The open connection, or the one that comes. */
export class CurrentConnection {
  #open: ChatConnection | undefined;
  #waiting: ((connection: ChatConnection) => void)[] = [];

  /** Every method, asked once over the open connection or the next one. */
  readonly hub: ChatHub = hubOver(async (method, request) => {
    const { hub } = await this.soon();
    const name = `${method[0]?.toLowerCase()}${method.slice(1)}` as keyof ChatHub;
    return await answer((hub[name] as (request?: object) => Promise<unknown>)(request));
  });

  get now(): ChatHub | undefined { return this.#open?.hub; }

  /** The connection, when it comes soon. */
  soon(): Promise<ChatConnection> { return within(connectWithin, this.#next(), 'The server cannot be reached.'); }

  set(connection: ChatConnection | undefined): void {
    this.#open = connection;
    if (!connection) { return; }
    for (const resolve of this.#waiting.splice(0)) { resolve(connection); }
  }

  /** Until it is answered, over as many connections as it takes: only for what may be done twice. */
  async repeat<T>(call: (hub: ChatHub) => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let failures = 1; ; failures++) {
      const { hub } = await unlessAborted(this.#next(), signal);
      try { return await unlessAborted(answer(call(hub)), signal); } catch (thrown) {
        const failure = chatErrorOf(thrown);
        if (!['offline', 'rate_limited', 'unavailable'].includes(failure.code)) { throw failure; }
        await waitAfter(failure, failures, signal);
      }
    }
  }

  #next(): Promise<ChatConnection> {
    return this.#open ? Promise.resolve(this.#open) : new Promise((resolve) => this.#waiting.push(resolve));
  }
}
