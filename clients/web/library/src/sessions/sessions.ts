import type { ChatError } from '../chatError.ts';
import type { User } from '../generated/contract.ts';

/** Who is signed in, and with what a connection is opened. */
export interface Sessions {
  readonly isSignedIn: boolean;

  /** Who it is, where that is known before the server is asked. */
  readonly user: User | undefined;

  /** Why nobody is signed in any more. */
  readonly cause: ChatError | undefined;

  /** For a new connection or a request, renewed first when it is about to end. */
  accessToken(): Promise<string>;

  /** The server does not take it. */
  renewRefused(accessToken: string): Promise<void>;

  /** Ends when somebody is signed in. */
  signedIn(signal: AbortSignal): Promise<void>;

  /** For as long as there is a connection. */
  run(signal: AbortSignal): Promise<void>;
}
