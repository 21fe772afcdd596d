import { client } from './client';

export function fetchFile(url: string): Promise<Blob> { return client.download(url); }

/** For players, which cannot say who asks; shown and logged nowhere. */
export function fileAddress(url: string): Promise<string> { return client.fileUrl(url); }
