import type { Attachment } from './contract';
import { session } from './interim';
import { Refused, type RefusalCode } from './refusals';
import { restAnswer } from './rest';

export async function fetchFile(url: string): Promise<Blob> { return await (await restAnswer('GET', url)).blob(); }
export function fileAddress(url: string): string { return `${url}${url.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(session?.accessToken ?? '')}`; }

export function upload(file: Blob, name: string, onPart: (part: number) => void, end: AbortSignal): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/files?name=${encodeURIComponent(name)}`);
    request.setRequestHeader('Authorization', `Bearer ${session?.accessToken ?? ''}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = event => { if (event.lengthComputable) { onPart(event.loaded / event.total); } };
    request.onerror = () => reject(new Error('offline'));
    request.onabort = () => reject(end.reason as Error);
    request.onload = () => {
      const answer = JSON.parse(request.responseText || '{}') as Attachment & { code?: RefusalCode; detail?: string };
      if (request.status < 300) { resolve(answer); } else { reject(new Refused(answer.code ?? 'internal', answer.detail ?? '')); }
    };
    end.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
