import { language, words } from '../words';
import type { Words } from '../words/en';

export type RefusalCode = keyof Words['refusals'];

/** An answer of the server that is no: its code, and its sentence in English. */
export class Refused extends Error {
  constructor(readonly code: RefusalCode, readonly sentence: string) { super(`${code}: ${sentence}`); }
}

const pattern = /\b(unauthenticated|forbidden|not_found|invalid|conflict|rate_limited|too_large|unavailable|expired|internal): (.*)$/s;

/** The code of whatever was thrown; what is no refusal is taken for a missing connection. */
export function codeOf(failure: unknown): RefusalCode {
  if (failure instanceof Refused) { return failure.code; }
  const code = hasCode(failure) ? failure.code : pattern.exec(textOf(failure))?.[1];
  return code && Object.hasOwn(words().refusals, code) ? code as RefusalCode : 'offline';
}

/** For a person, in their language: the server's own sentence where they read English, else what its code means. */
export function explain(failure: unknown): string {
  const code = codeOf(failure);
  const general = words().refusals[code];
  const sentence = failure instanceof Refused ? failure.sentence : hasSentence(failure) ? failure.sentence : pattern.exec(textOf(failure))?.[2];
  return language.value === 'en' && sentence && code !== 'offline' ? sentence : general;
}

function hasCode(failure: unknown): failure is { code: string } {
  return typeof failure === 'object' && failure !== null && 'code' in failure && typeof failure.code === 'string';
}

function hasSentence(failure: unknown): failure is { sentence: string } {
  return typeof failure === 'object' && failure !== null && 'sentence' in failure && typeof failure.sentence === 'string';
}

function textOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
