import { client } from './client';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export function rest<T>(method: Method, path: string, body?: object | Blob): Promise<T> {
  return client.rest<T>(method, path, body);
}

export async function restText(path: string): Promise<string> {
  return await (await client.download(path)).text();
}
