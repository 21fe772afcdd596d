import type { Id, Message } from '../generated/contract.ts';

/** Seqs from one to another, both included. */
export interface SeqRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The messages of one conversation, as far as they are here. Seqs have no gaps on the server, so whatever is not here within
 * `firstSeq` to `lastSeq` is known to be missing, and `loadOlder`, `loadNewer` and `loadAround` bring it. It never changes; a changed
 * one is another, that shares with it whatever stayed the same.
 */
export interface History {
  /** The first seq that the user may see; those before were cleared. */
  readonly firstSeq: number;

  /** The last one there is, here or not; smaller than `firstSeq` when there is none. */
  readonly lastSeq: number;

  /** How many are here. */
  readonly count: number;

  /** What is here without a gap, in order. */
  readonly ranges: readonly SeqRange[];

  get(seq: number): Message | undefined;

  /** By its id, for replies and jumps. */
  find(messageId: Id): Message | undefined;

  /** Those that are here, from one seq to another, both included, in order. */
  slice(from: number, to: number): Message[];
}
