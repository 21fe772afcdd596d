import { ChatError } from '@chat/client';
import { language, words } from '../words';
import { momentText } from '../words/formats';
import type { Words } from '../words/en';

export type RefusalCode = keyof Words['refusals'];

/** The code of whatever was thrown; what is no refusal is taken for a missing connection. */
export function codeOf(failure: unknown): RefusalCode {
  return failure instanceof ChatError && Object.hasOwn(words().refusals, failure.code) ? failure.code as RefusalCode : 'offline';
}

// Seconds that nobody sits out.
const long = 300;

/** For a person, in their language: the server's own sentence where they read English, else what its code means. */
export function explain(failure: unknown): string {
  const code = codeOf(failure);
  if (failure instanceof ChatError && (failure.retryAfterSeconds ?? 0) > long) { return words().limit(momentText(new Date(Date.now() + (failure.retryAfterSeconds ?? 0) * 1_000))); }
  return language.value === 'en' && failure instanceof ChatError && failure.message && code !== 'offline' ? failure.message : words().refusals[code];
}
