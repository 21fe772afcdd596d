import { answer, waitAfter } from '../asking/patience.ts';
import { chatErrorOf } from '../asking/refusals.ts';
import type { Rest } from '../asking/rest.ts';
import type { ServerClock } from '../asking/serverClock.ts';
import { createBell, sleep, unlessAborted } from '../asking/waiting.ts';
import { ChatError } from '../chatError.ts';
import type { Session, User } from '../generated/contract.ts';
import type { Database } from '../saving/database.ts';
import type { Tabs } from '../saving/tabs.ts';
import type { Sessions } from './sessions.ts';

// An access token that ends while a connection is being opened is of no use.
const atLeast = 30_000;
// A fifth of its time is left for a server that is away just then.
const renewAfterPart = 0.8;
const longestSleep = 60_000;

/** What is kept: with the server's time at which it came, so that a wrong clock of the device does no harm. */
interface Kept {
  readonly session: Session;
  readonly cameAt: number;
}

/**
 * The session of this browser. A refresh token works once, and one that comes a second time ends the session, so all tabs take turns, and
 * whoever has the turn first looks whether another tab was faster. An answer that is lost on the way is the one case nobody can decide;
 * the worst that comes of it is that the user signs in again, and the outbox and what is known stay.
 */
export class SessionKeeper implements Sessions {
  readonly #changed = createBell();
  #kept: Kept | undefined;
  #cause: ChatError | undefined;

  constructor(
    private readonly rest: Rest, private readonly clock: ServerClock, private readonly database: () => Database | undefined,
    private readonly tabs: () => Tabs, private readonly told: (session: Session | undefined) => void, private readonly end: AbortSignal,
  ) {}

  get session(): Session | undefined { return this.#kept?.session; }

  get isSignedIn(): boolean { return this.#kept !== undefined; }

  get user(): User | undefined { return this.#kept?.session.user; }

  get cause(): ChatError | undefined { return this.#cause; }

  /** From what is kept, at the start and when another tab says that it changed. */
  async load(): Promise<void> {
    const kept = await this.database()?.get('session', 'session') as Kept | undefined;
    if (kept && JSON.stringify(kept) !== JSON.stringify(this.#kept)) { this.#hold(kept); }
  }

  /** From a sign-in, from a renewal, or from the server by itself. */
  async take(session: Session): Promise<void> {
    if (this.#kept?.session.refreshToken === session.refreshToken) { return; }
    this.clock.learn(issuedAt(session.accessToken));
    await this.#keep({ session, cameAt: this.clock.now() });
  }

  /** The same session, of a user whose profile is another. */
  async know(user: User): Promise<void> {
    const kept = this.#kept;
    if (!kept || kept.session.user.id !== user.id || JSON.stringify(kept.session.user) === JSON.stringify(user)) { return; }
    await this.#keep({ ...kept, session: { ...kept.session, user } });
  }

  async forget(cause?: ChatError): Promise<void> {
    this.leave(cause);
    await this.database()?.write(['session'], (store) => store('session').delete('session')).catch(() => undefined);
    this.tabs().tell('signedOut');
  }

  /** Another tab says that it forgot it. */
  async leaveIfGone(): Promise<void> {
    const database = this.database();
    if (this.#kept && database && !await database.get('session', 'session')) { this.leave(); }
  }

  leave(cause?: ChatError): void {
    [this.#kept, this.#cause] = [undefined, cause];
    this.told(undefined);
    this.#changed.ring();
  }

  async signedIn(signal: AbortSignal): Promise<void> {
    while (!this.#kept) { await this.#changed.wait(signal); }
  }

  async accessToken(): Promise<string> {
    const kept = this.#kept;
    if (!kept) { throw new ChatError('unauthenticated', 'Nobody is signed in.'); }
    const left = Date.parse(kept.session.accessTokenExpiresAt) - this.clock.now();
    return left > atLeast ? kept.session.accessToken : (await this.#renew(kept.session)).accessToken;
  }

  /** Renews it, unless that has happened meanwhile. */
  async renewRefused(accessToken: string): Promise<void> {
    const session = this.session;
    if (session?.accessToken === accessToken) { await this.#renew(session); }
  }

  /** Renews while there is a connection, each time before the end. */
  async run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; this.#kept;) {
      const { session, cameAt } = this.#kept;
      const life = Date.parse(session.accessTokenExpiresAt) - cameAt;
      const wait = cameAt + life * renewAfterPart - this.clock.now();
      if (wait > 0) { await sleep(Math.min(wait, longestSleep), signal); continue; }
      try {
        await unlessAborted(this.#renew(session), signal);
        failures = 0;
      } catch (failure) {
        const refusal = chatErrorOf(failure);
        if (!refusal.isPassing) { throw refusal; }
        await waitAfter(refusal, ++failures, signal);
      }
    }
  }

  #renew(old: Session): Promise<Session> {
    return this.tabs().alone('session', async () => {
      await this.load();
      const now = this.session;
      if (!now) { throw new ChatError('unauthenticated', 'Nobody is signed in.'); }
      if (now.refreshToken !== old.refreshToken) { return now; }
      try {
        const fresh = await answer(this.rest.ask<Session>('POST', 'api/auth/refresh', { refreshToken: old.refreshToken }, undefined));
        await this.take(fresh);
        return fresh;
      } catch (failure) {
        const refusal = chatErrorOf(failure);
        if (!refusal.isPassing && this.session?.refreshToken === old.refreshToken) { await this.forget(refusal); }
        throw refusal;
      }
    }, this.end);
  }

  async #keep(kept: Kept): Promise<void> {
    this.#hold(kept);

    // A browser that keeps nothing more still keeps this page signed in.
    await this.database()?.write(['session'], (store) => store('session').put(kept, 'session')).catch(() => undefined);
    this.tabs().tell('session');
  }

  #hold(kept: Kept): void {
    [this.#kept, this.#cause] = [kept, undefined];
    this.told(kept.session);
    this.#changed.ring();
  }
}

/** The moment at which the server made the token, in milliseconds; not a number when it does not say. */
function issuedAt(token: string): number {
  try {
    const claims = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as { iat?: number };
    return (claims.iat ?? Number.NaN) * 1_000;
  } catch {
    return Number.NaN;
  }
}
