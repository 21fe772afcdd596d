import type { ChatError } from '../chatError.ts';

/** Where this device keeps what it knows and what it has still to send. */
export interface StorageStatus {
  /** `memory`: gone with this page, as in private windows of some browsers. */
  readonly kept: 'indexedDB' | 'memory';

  /** What went wrong last: `storage_full` when the browser keeps no more. What could not be kept is still in memory and is sent. */
  readonly error?: ChatError;
}
