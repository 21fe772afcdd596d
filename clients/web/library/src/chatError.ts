import type { ErrorCode } from './generated/contract.ts';

/**
 * The codes of the contract, and those of this device: `offline` (the server cannot be reached, or its answer never came),
 * `storage_full` (the browser keeps no more), `aborted` (the program asked for the end).
 */
export type ChatErrorCode = ErrorCode | 'offline' | 'storage_full' | 'aborted';

/** Why something was not done: a stable code, and a sentence for a person. */
export class ChatError extends Error {
  override readonly name = 'ChatError';

  constructor(
    readonly code: ChatErrorCode,
    message: string,
    /** How long the server asks to wait, with `rate_limited`. */
    readonly retryAfterSeconds?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** The same may be done later; nothing about it is wrong. */
  get isPassing(): boolean {
    return passing.has(this.code);
  }
}

const passing: ReadonlySet<ChatErrorCode> = new Set(['rate_limited', 'unavailable', 'internal', 'offline']);
