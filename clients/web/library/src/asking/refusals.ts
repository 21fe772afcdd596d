import { ChatError, type ChatErrorCode } from '../chatError.ts';

const codes: ReadonlySet<string> = new Set<ChatErrorCode>([
  'unauthenticated', 'forbidden', 'not_found', 'invalid', 'conflict', 'rate_limited', 'too_large', 'unavailable', 'expired', 'internal',
]);

const isCode = (text: string): text is ChatErrorCode => codes.has(text);

/** An error of the hub: `code: sentence`. Undefined when it is none of the server's words. */
export function refusalOf(message: string): ChatError | undefined {
  const end = message.indexOf(': ');
  const code = end < 0 ? '' : message.slice(0, end);
  return isCode(code) ? new ChatError(code, message.slice(end + 2), secondsIn(code, message)) : undefined;
}

/** A refusal of REST, as an RFC 9457 problem; anything else is trouble on the way, such as a proxy's page. */
export function problemOf(status: number, body: string, retryAfter?: string | null): ChatError {
  const problem = parsed(body);
  const code = typeof problem['code'] === 'string' && isCode(problem['code']) ? problem['code'] : undefined;
  if (!code) { return new ChatError(status === 401 ? 'unauthenticated' : 'offline', `The server cannot be reached: something on the way answers ${status}.`); }
  const sentence = typeof problem['detail'] === 'string' ? problem['detail'] : '';
  const seconds = Number(problem['retryAfter'] ?? retryAfter ?? Number.NaN);
  return new ChatError(code, sentence, Number.isFinite(seconds) ? seconds : secondsIn(code, sentence));
}

/** Anything that was thrown, as a `ChatError`. */
export function chatErrorOf(thrown: unknown): ChatError {
  if (thrown instanceof ChatError) { return thrown; }
  if (thrown instanceof DOMException && thrown.name === 'AbortError') { return new ChatError('aborted', 'It was called off.', undefined, { cause: thrown }); }
  if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError') { return storageFull(thrown); }
  return new ChatError('offline', 'The server cannot be reached.', undefined, { cause: thrown });
}

export function storageFull(cause: unknown): ChatError {
  return new ChatError('storage_full', 'This browser has no room left to keep messages. What is unsent stays only while this page is open.', undefined, { cause });
}

function secondsIn(code: string, sentence: string): number | undefined {
  const named = code === 'rate_limited' ? /again in (\d{1,6}) s/.exec(sentence)?.[1] : undefined;
  return named === undefined ? undefined : Number(named);
}

function parsed(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
  } catch {
    return {};
  }
}
