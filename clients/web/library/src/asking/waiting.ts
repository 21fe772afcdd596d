import { ChatError } from '../chatError.ts';

/** Ends after the time, or with the signal's reason. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) { reject(aborted()); return; }
    const timer = setTimeout(() => { signal.removeEventListener('abort', stop); resolve(); }, milliseconds);
    const stop = (): void => { clearTimeout(timer); reject(aborted()); };
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** The promise, or `aborted`; the promise itself goes on. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) { reject(aborted()); promise.catch(() => undefined); return; }
    const stop = (): void => reject(aborted());
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** The promise, or `offline` when it takes longer. */
export function within<T>(milliseconds: number, promise: Promise<T>, sentence: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ChatError('offline', sentence)), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export const aborted = (): ChatError => new ChatError('aborted', 'It was called off.');

/** One that ends with any of these. */
export function linked(...signals: readonly (AbortSignal | undefined)[]): AbortController {
  const either = new AbortController();
  for (const signal of signals) {
    if (signal?.aborted) { either.abort(); }
    signal?.addEventListener('abort', () => either.abort(), { once: true, signal: either.signal });
  }
  return either;
}

/** Wakes one who waits; rung many times before that, it wakes once. */
export interface Bell {
  ring(): void;
  wait(signal: AbortSignal): Promise<void>;
}

export function createBell(): Bell {
  let isRung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      isRung = true;
      wake?.();
    },
    async wait(signal) {
      if (!isRung) { await unlessAborted(new Promise<void>((resolve) => { wake = resolve; }), signal); }
      wake = undefined;
      isRung = false;
    },
  };
}
