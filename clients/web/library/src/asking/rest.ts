import type { ChatError } from '../chatError.ts';
import { base64 } from './base64.ts';
import { chatErrorOf, problemOf } from './refusals.ts';
import type { ServerClock } from './serverClock.ts';
import { within } from './waiting.ts';

export type RestMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Requests to the server with a token, or without one. */
export interface Rest {
  readonly address: URL;
  /** An address that the server names, `/api/files/…`, below its own. */
  resolve(url: string): URL;
  ask<T>(method: RestMethod, path: string, body: object | Blob | undefined, token: string | undefined): Promise<T>;
  open(url: URL, init: RequestInit): Promise<Response>;
}

const answerWithin = 30_000;

// A large one over a slow line.
const sentWithin = 600_000;

// Browsers allow 64 KiB to all such requests together.
const aliveChars = 8_000;

export function createRest(address: URL, clock: ServerClock): Rest {
  const open = async (url: URL, init: RequestInit): Promise<Response> => {
    let response: Response;
    try { response = await fetch(url, { ...init, credentials: 'omit' }); } catch (failure) { throw chatErrorOf(failure); }
    if (response.ok) { return response; }
    throw await refused(response);
  };
  const resolve = (url: string): URL => new URL(/^\/(?!\/)/.test(url) ? url.slice(1) : url, address);
  return {
    address,
    resolve,
    open,
    async ask<T>(method: RestMethod, path: string, body: object | Blob | undefined, token: string | undefined): Promise<T> {
      const file = body instanceof Blob ? body : undefined;
      const headers: Record<string, string> = { accept: 'application/json' };
      if (body) { headers['content-type'] = file ? file.type || 'application/octet-stream' : 'application/json'; }
      if (token) { headers['authorization'] = `Bearer ${token}`; }

      // Kept alive, what is small enough for it: a refresh token must not be spent without its answer when the page goes just then.
      const text = body && !file ? JSON.stringify(body, bytesAsBase64) : undefined;
      const keepalive = method !== 'GET' && !file && (text?.length ?? 0) < aliveChars;
      const asked = open(resolve(path), { method, headers, keepalive, ...(file ?? text ? { body: file ?? text! } : {}) });
      const response = await within(file ? sentWithin : answerWithin, asked, 'The server does not answer.');
      clock.learn(Date.parse(response.headers.get('date') ?? ''));
      const answered = await response.text();
      return (answered === '' ? undefined : JSON.parse(answered)) as T;
    },
  };
}

const bytesAsBase64 = (_: string, value: unknown): unknown => (value instanceof Uint8Array ? base64(value) : value);

export async function refused(response: Response): Promise<ChatError> {
  return problemOf(response.status, await response.text().catch(() => ''), response.headers.get('retry-after'));
}
