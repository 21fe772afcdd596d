/** Ends a subscription; a second call does nothing. */
export type Unsubscribe = () => void;

/** A value that changes, and tells. The values themselves never change: a changed one is another object. */
export interface Readable<T> {
  readonly value: T;

  /**
   * Tells of each change, not of the value of now. What changes at once is told once: at most once for each frame of a visible page,
   * else once for each turn of the event loop.
   */
  subscribe(changed: (value: T) => void): Unsubscribe;
}
