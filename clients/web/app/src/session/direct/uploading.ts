import { ChatError, type Attachment } from '@chat/client';
import { problemOf } from './restCall';

/** By XMLHttpRequest, which alone tells how much of a body has gone. */
export function uploadFile(token: string, file: Blob, name: string, onProgress?: (sent: number, all: number) => void, signal?: AbortSignal): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/files?name=${encodeURIComponent(name)}`);
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = event => onProgress?.(event.loaded, event.lengthComputable ? event.total : file.size);
    request.onerror = () => reject(new ChatError('offline', 'The server cannot be reached.'));
    request.onabort = () => reject(new ChatError('aborted', 'The upload was ended.'));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) { resolve(JSON.parse(request.responseText) as Attachment); } else { reject(problemOf(request.responseText)); }
    };
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
