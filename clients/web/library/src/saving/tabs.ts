import { aborted, unlessAborted } from '../asking/waiting.ts';

/** What tabs of one browser tell each other. `loggedOut`: by the user, who wants nothing kept. */
export type TabNews = 'session' | 'signedOut' | 'loggedOut' | 'outbox';

/** The other tabs that share this client's name. */
export interface Tabs {
  tell(news: TabNews): void;
  /** Runs alone among all tabs; waits for its turn. */
  alone<T>(what: string, work: () => Promise<T>, signal: AbortSignal): Promise<T>;
  close(): void;
}

/** Without a name: a page that shares nothing. */
export function openTabs(name: string | undefined, hear: (news: TabNews) => void): Tabs {
  if (name === undefined) {
    const own = `${Math.random()}`;
    return { tell: () => undefined, alone: (what, work, signal) => inTurn(`${own} ${what}`, work, signal), close: () => undefined };
  }

  let channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`chat:${name}`);
  if (channel) { channel.onmessage = (event: MessageEvent<TabNews>) => hear(event.data); }

  // Node waits for open channels; a program that is done should end.
  (channel as { unref?: () => void } | undefined)?.unref?.();
  return {
    tell: (news) => channel?.postMessage(news),
    alone: (what, work, signal) => alone(`chat:${name}:${what}`, work, signal),
    close() {
      channel?.close();
      channel = undefined;
    },
  };
}

async function alone<T>(name: string, work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) { throw aborted(); }
  if (typeof navigator !== 'undefined' && navigator.locks) {
    return await navigator.locks.request(name, { signal }, work).catch((failure: unknown) => {
      throw failure instanceof DOMException && failure.name === 'AbortError' ? aborted() : failure;
    }) as T;
  }
  return await inTurn(name, () => (typeof localStorage === 'undefined' ? work() : leased(name, work, signal)), signal);
}

const turns = new Map<string, Promise<unknown>>();

/** Within this page, where the browser has no locks. */
async function inTurn<T>(name: string, work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const before = turns.get(name) ?? Promise.resolve();
  const mine = before.catch(() => undefined).then(() => {
    if (signal.aborted) { throw aborted(); }
    return work();
  });
  const turn = mine.catch(() => undefined).then(() => { if (turns.get(name) === turn) { turns.delete(name); } });
  turns.set(name, turn);
  return await unlessAborted(mine, signal);
}

const [leaseFor, lookEvery, settle] = [6_000, 250, 50];

/** Among pages: a lease in what they all can read, renewed while the work goes on; a page that dies loses it. */
async function leased<T>(name: string, work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const owner = `${Math.random()}`;
  const isMine = (): boolean => (localStorage.getItem(name) ?? '').startsWith(`${owner} `);
  const take = (): void => localStorage.setItem(name, `${owner} ${Date.now() + leaseFor}`);
  while (!isMine()) {
    if (signal.aborted) { throw aborted(); }
    if (Number((localStorage.getItem(name) ?? '').split(' ')[1] ?? 0) < Date.now()) { take(); }
    // Whoever wrote last has it.
    await new Promise((resolve) => setTimeout(resolve, isMine() ? settle : lookEvery));
  }
  const renewing = setInterval(take, leaseFor / 3);
  try { return await work(); } finally {
    clearInterval(renewing);
    if (isMine()) { localStorage.removeItem(name); }
  }
}
