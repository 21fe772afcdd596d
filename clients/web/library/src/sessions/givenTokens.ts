import { createBell, unlessAborted } from '../asking/waiting.ts';
import { ChatError } from '../chatError.ts';
import type { Sessions } from './sessions.ts';

/** Tokens of an existing site. Who they stand for, only the server knows; whether they are renewed, only the site. */
export class GivenTokens implements Sessions {
  readonly user = undefined;
  readonly cause = undefined;
  readonly #changed = createBell();
  #isSignedIn = true;

  constructor(private readonly ask: () => string | Promise<string>) {}

  get isSignedIn(): boolean { return this.#isSignedIn; }

  /** No more connections, until the next `resume`. */
  end(): void { this.#isSignedIn = false; }

  resume(): void {
    this.#isSignedIn = true;
    this.#changed.ring();
  }

  async accessToken(): Promise<string> {
    if (!this.#isSignedIn) { throw new ChatError('unauthenticated', 'Nobody is signed in.'); }
    return await this.ask();
  }

  renewRefused(): Promise<void> { return Promise.resolve(); }

  async signedIn(signal: AbortSignal): Promise<void> {
    while (!this.#isSignedIn) { await this.#changed.wait(signal); }
  }

  run(signal: AbortSignal): Promise<void> { return unlessAborted(new Promise<void>(() => undefined), signal); }
}
