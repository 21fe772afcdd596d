import { ChatError } from './chatError.ts';

/** How a `ChatClient` reaches its server, and what it keeps. */
export interface ChatClientOptions {
  /** The server's address; the page's own origin when it is absent. */
  readonly address?: string | URL | undefined;

  /** MessagePack unless somebody wants to read along. */
  readonly encoding?: 'messagepack' | 'json' | undefined;

  /** Tabs of one browser with the same name share session, outbox and what is known; the server's address when it is absent. */
  readonly name?: string | undefined;

  /** `memory` keeps nothing beyond this page. IndexedDB is used where there is one. */
  readonly storage?: 'indexedDB' | 'memory' | undefined;

  /**
   * Tokens of an existing site, instead of sessions of this server; asked before each connection. Who they stand for, only the server
   * says, so nothing that was kept is shown before it was reached.
   */
  readonly accessToken?: (() => string | Promise<string>) | undefined;

  /** Messages of one page of a sync. */
  readonly syncPageSize?: number | undefined;

  /** How much is kept for the next start: recent messages of so many recent conversations. All conversations are kept without messages. */
  readonly kept?: { readonly conversations: number; readonly messages: number } | undefined;
}

/** With a slash at its end: what the server names lies below it. */
export function addressOf({ address }: ChatClientOptions): URL {
  if (address === undefined && typeof location === 'undefined') { throw new ChatError('invalid', 'Outside of a page a client needs the address of its server.'); }
  const given = new URL(address ?? location.origin);
  return new URL(given.pathname.endsWith('/') ? '.' : `${given.pathname}/`, given);
}
