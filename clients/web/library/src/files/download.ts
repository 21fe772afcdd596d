import type { Rest } from '../asking/rest.ts';

export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((bytes: number, allBytes?: number) => void) | undefined;
}

export const isOwn = (rest: Rest, url: string): boolean => rest.resolve(url).origin === rest.address.origin;

/** The token goes to this server alone, whatever address somebody puts into a message. */
export async function download(rest: Rest, token: string, url: string, { signal, onProgress }: DownloadOptions): Promise<Blob> {
  const headers: Record<string, string> = isOwn(rest, url) ? { authorization: `Bearer ${token}` } : {};
  const response = await rest.open(rest.resolve(url), { headers, signal: signal ?? null });
  if (!onProgress || !response.body) { return await response.blob(); }
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  const parts: BlobPart[] = [];
  let bytes = 0;
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) { break; }
    parts.push(value);
    bytes += value.length;
    if (Number.isFinite(length)) { onProgress(bytes, length); } else { onProgress(bytes); }
  }
  return new Blob(parts, { type: response.headers.get('content-type') ?? '' });
}
