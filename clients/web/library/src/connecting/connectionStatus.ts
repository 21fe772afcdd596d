import type { ChatError } from '../chatError.ts';

/** How things stand with the server. */
export interface ConnectionStatus {
  /** `signedOut`: nobody is signed in. `offline`: the connection was lost, and another is tried at `retryAt`. */
  readonly state: 'signedOut' | 'connecting' | 'online' | 'offline';

  /** Nothing is known to be missing. False while offline, and until everything missed was fetched. */
  readonly isCurrent: boolean;

  /** Why it is `offline` or `signedOut`, where that is known: `unauthenticated` says that the session was ended elsewhere. */
  readonly cause?: ChatError;

  /** The time of this device, in milliseconds, of the next attempt. `reconnect()` does not wait for it. */
  readonly retryAt?: number;
}
