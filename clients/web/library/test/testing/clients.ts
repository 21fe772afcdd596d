import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, vi } from 'vitest';
import { ChatClient, type ChatClientOptions } from '../../src/index.ts';

const open: ChatClient[] = [];

/** A client that is closed after the test. */
export function newClient(options: ChatClientOptions = {}): ChatClient {
  const client = new ChatClient({ address: 'http://chat.test', name: 'this browser', ...options });
  open.push(client);
  return client;
}

/** Signed in, with all that there is. */
export async function signedIn(options: ChatClientOptions = {}): Promise<ChatClient> {
  const client = newClient(options);
  await client.logIn({ username: 'ada', password: 'correct horse 9 battery' });
  await client.whenCurrent();
  return client;
}

/** A page that is opened again. */
export async function reopened(client: ChatClient, options: ChatClientOptions = {}): Promise<ChatClient> {
  await client.close();
  const again = newClient(options);
  await again.connect();
  return again;
}

export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((client) => client.close()));
}

/** A browser that nobody used before. */
export function newBrowser(): void { globalThis.indexedDB = new IDBFactory(); }

export const eventually = async (isSo: () => void): Promise<void> => { await vi.waitFor(isSo, { timeout: 30_000, interval: 5 }); };

export const texts = (client: ChatClient, conversationId: string): string[] => {
  const { firstSeq, lastSeq, slice } = client.history(conversationId).value;
  return slice(firstSeq, lastSeq).map((message) => message.content);
};

export const expectOnline = (client: ChatClient): Promise<void> => eventually(() => { expect(client.status.value).toMatchObject({ state: 'online', isCurrent: true }); });
