import { ChatError, type ErrorCode } from '@chat/client';

export async function callServer(method: string, path: string, token?: string, body?: object, signal?: AbortSignal): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      headers: { ...(token && { Authorization: `Bearer ${token}` }), ...(body && { 'Content-Type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body, bytesAsBase64) }),
      ...(signal && { signal }),
    });
  } catch {
    throw new ChatError(signal?.aborted ? 'aborted' : 'offline', 'The server cannot be reached.');
  }

  if (answer.ok) { return answer; }
  throw problemOf(await answer.text());
}

export async function callRest<T>(method: string, path: string, token?: string, body?: object): Promise<T> {
  const answer = await callServer(method, path, token, body);
  const text = await answer.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export function problemOf(text: string): ChatError {
  try {
    const problem = JSON.parse(text) as { code?: ErrorCode; detail?: string; title?: string };
    return new ChatError(problem.code ?? 'internal', problem.detail ?? problem.title ?? '');
  } catch {
    return new ChatError('internal', 'The server did not answer as it should.');
  }
}

function bytesAsBase64(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? btoa(Array.from(value, byte => String.fromCharCode(byte)).join('')) : value;
}
