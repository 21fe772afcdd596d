import { delayAfter } from '../asking/patience.ts';
import { chatErrorOf } from '../asking/refusals.ts';
import type { Rest } from '../asking/rest.ts';
import { createBell, linked, sleep, unlessAborted, within } from '../asking/waiting.ts';
import { ChatError } from '../chatError.ts';
import type { ChatHub } from '../generated/contract.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { ChatConnection, Hear, OpenConnection } from './chatConnection.ts';

export interface LoopStatus {
  readonly state: 'signedOut' | 'connecting' | 'online' | 'offline';
  readonly cause?: ChatError | undefined;
  readonly retryAt?: number;
}

export interface ConnectionWork {
  readonly open: OpenConnection;
  readonly rest: Rest;
  readonly sessions: Sessions;
  readonly hear: Hear;
  /** What is done over each connection for as long as it lasts; a failure of any ends it. */
  readonly work: readonly ((hub: ChatHub, signal: AbortSignal) => Promise<void>)[];
  current(connection: ChatConnection | undefined): void;
  tell(status: LoopStatus): void;
}

const openWithin = 30_000;
const aliveWithin = 5_000;

// One that ends sooner counts as a failed attempt: a server that lets in and throws out is not asked at full speed.
const goodAfter = 5_000;

/** Keeps one connection open for as long as somebody is signed in, and does over it what has to be done. */
export class ConnectionLoop {
  readonly #hurry = createBell();
  #drop: (() => void) | undefined;
  #open: ChatConnection | undefined;
  #isPausing = false;
  #isDropped = false;
  #failures = 0;

  constructor(private readonly parts: ConnectionWork) {}

  async run(signal: AbortSignal): Promise<void> {
    const { sessions, tell } = this.parts;
    while (true) {
      if (!sessions.isSignedIn) {
        tell({ state: 'signedOut', cause: sessions.cause });
        await sessions.signedIn(signal);
        this.#failures = 0;
      }
      tell({ state: 'connecting' });
      const cause = await this.#connect(signal);
      if (signal.aborted) { return; }
      if (!sessions.isSignedIn || this.#isDropped) { continue; }
      const delay = delayAfter(++this.#failures);
      tell({ state: 'offline', cause, retryAt: Date.now() + delay });
      await this.#pause(delay, signal);
    }
  }

  /** Ends the connection that is open or being opened; another one is opened at once while somebody is signed in. */
  drop(): void {
    this.#isDropped = this.#drop !== undefined;
    this.#drop?.();
  }

  /** Tries at once, when it waits; when it is connected, looks whether that is still so. */
  hurry(): void {
    if (this.#isPausing) { this.#hurry.ring(); }
    const open = this.#open;
    if (open) { within(aliveWithin, open.hub.getServerInfo(), '').catch(() => { if (this.#open === open) { this.drop(); } }); }
  }

  async #pause(delay: number, signal: AbortSignal): Promise<void> {
    const either = linked(signal);
    this.#isPausing = true;
    try { await Promise.race([sleep(delay, either.signal), this.#hurry.wait(either.signal)]); } finally {
      this.#isPausing = false;
      either.abort();
    }
  }

  /** Until the connection ends; answers why. */
  async #connect(signal: AbortSignal): Promise<ChatError | undefined> {
    const { sessions } = this.parts;
    const life = linked(signal);
    this.#drop = () => life.abort();
    this.#isDropped = false;
    const since = Date.now();
    try {
      const token = await unlessAborted(sessions.accessToken(), life.signal);
      const connection = await this.#opened(token, life.signal);
      return await this.#use(connection, life, since);
    } catch (failure) {
      return chatErrorOf(failure);
    } finally {
      life.abort();
      this.#drop = undefined;
    }
  }

  async #opened(token: string, signal: AbortSignal): Promise<ChatConnection> {
    const opening = this.parts.open(token, (event, told) => { if (!signal.aborted) { this.parts.hear(event, told); } });
    try { return await unlessAborted(within(openWithin, opening, 'The server does not answer.'), signal); } catch (failure) {
      opening.then((late) => late.stop(), () => undefined);
      if (!signal.aborted) { await this.#blame(token); }
      throw failure;
    }
  }

  /** A WebSocket does not say why it was refused, so REST is asked whether it is the token. */
  async #blame(token: string): Promise<void> {
    try { await this.parts.rest.ask('GET', 'api/me', undefined, token); } catch (failure) {
      const refusal = chatErrorOf(failure);
      if (refusal.code !== 'unauthenticated' && refusal.code !== 'expired') { return; }
      await this.parts.sessions.renewRefused(token);
      throw refusal;
    }
  }

  async #use(connection: ChatConnection, life: AbortController, since: number): Promise<ChatError | undefined> {
    const { hub } = connection;
    const dropped = new Promise<void>((resolve) => life.signal.addEventListener('abort', () => resolve(), { once: true }));
    this.#open = connection;
    this.parts.current(connection);
    this.parts.tell({ state: 'online' });
    const work = [this.parts.sessions.run(life.signal), ...this.parts.work.map((one) => one(hub, life.signal))];
    try {
      await Promise.race([connection.closed, dropped, ...work.map(endless)]);
      return life.signal.aborted ? undefined : new ChatError('offline', 'The connection was lost.');
    } finally {
      this.#open = undefined;
      this.parts.current(undefined);
      life.abort();
      await Promise.allSettled([connection.stop(), ...work]);
      if (Date.now() - since >= goodAfter) { this.#failures = 0; }
    }
  }
}

/** Only its failure ends the connection. */
const endless = (work: Promise<void>): Promise<void> => work.then(() => new Promise<void>(() => undefined));
