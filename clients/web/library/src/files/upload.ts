import { chatErrorOf, problemOf } from '../asking/refusals.ts';
import type { Rest } from '../asking/rest.ts';
import { aborted } from '../asking/waiting.ts';
import type { Attachment } from '../generated/contract.ts';

export interface UploadOptions {
  /** For a `Blob`; a `File` has its own. */
  readonly name?: string | undefined;
  readonly onProgress?: ((sentBytes: number, allBytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Sends a file as the body of a request, so that it never lies in memory as a whole. */
export async function upload(rest: Rest, token: string, file: Blob, options: UploadOptions): Promise<Attachment> {
  if (options.signal?.aborted) { throw aborted(); }
  const url = rest.resolve('api/files');
  url.searchParams.set('name', options.name ?? (file instanceof File ? file.name : 'file'));
  const headers = { authorization: `Bearer ${token}`, 'content-type': bodyType(file.type) };
  if (typeof XMLHttpRequest !== 'undefined') { return await byRequest(url, headers, file, options); }
  const response = await rest.open(url, { method: 'POST', headers, body: file, signal: options.signal ?? null });
  options.onProgress?.(file.size, file.size);
  return await response.json() as Attachment;
}

/** `fetch` tells nothing of how far an upload is. */
function byRequest(url: URL, headers: Record<string, string>, file: Blob, { onProgress, signal }: UploadOptions): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = (): void => request.abort();
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers)) { request.setRequestHeader(name, value); }
    request.upload.onprogress = (progress) => onProgress?.(progress.loaded, file.size);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) { resolve(JSON.parse(request.responseText) as Attachment); return; }
      reject(problemOf(request.status, request.responseText, request.getResponseHeader('retry-after')));
    };
    request.onerror = () => reject(chatErrorOf(new TypeError('The upload broke off.')));
    request.onabort = () => reject(aborted());
    request.onloadend = () => signal?.removeEventListener('abort', stop);
    signal?.addEventListener('abort', stop, { once: true });
    request.send(file);
  });
}

/** The server judges by content; a form's type would make it look for a form. */
const bodyType = (type: string): string => (type === '' || type.startsWith('multipart/') ? 'application/octet-stream' : type);
