import type { ChatError } from '../chatError.ts';
import { sleep, within } from './waiting.ts';

// Longer than any good answer takes; a server that is silent for so long is left for a new connection.
const answerWithin = 60_000;
const [firstDelay, longestDelay] = [1_000, 30_000];

/** Full jitter: a server that comes back is not met by everybody at once. */
export function delayAfter(failures: number): number {
  return Math.random() * Math.min(longestDelay, firstDelay * 2 ** Math.max(0, failures - 1));
}

export function answer<T>(call: Promise<T>): Promise<T> {
  return within(answerWithin, call, 'The server does not answer.');
}

export function waitAfter(refusal: ChatError, failures: number, signal: AbortSignal): Promise<void> {
  const named = refusal.retryAfterSeconds;
  return sleep(named === undefined ? delayAfter(failures + 1) : named * 1_000 + Math.random() * 500, signal);
}
