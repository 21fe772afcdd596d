import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { closeAll, eventually, expectOnline, newBrowser, newClient, reopened, signedIn, texts } from './testing/clients.ts';
import { useFake, type FakeServer } from './testing/fakeServer.ts';
import type { ModelConversation } from './testing/modelConversation.ts';

vi.mock('../src/connecting/chatConnection.ts', async () => (await import('./testing/mockedConnections.ts')).mockedConnections());

let server: FakeServer;
let tea: ModelConversation;

beforeEach(() => {
  newBrowser();
  server = useFake();
  tea = server.model.create();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await closeAll();
});

const fillStorage = () => vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => { throw new DOMException('Full.', 'QuotaExceededError'); });

it('says that the storage is full, and sends all the same', async () => {
  const client = await signedIn();
  fillStorage();
  server.isDown = true;
  server.cut();
  const { clientMessageId, isKept } = await client.send(tea.id, 'hello');
  expect(isKept).toBe(false);
  expect(client.storage.value).toMatchObject({ kept: 'indexedDB', error: { code: 'storage_full' } });
  server.isDown = false;
  client.reconnect();

  expect(await client.whenSent(clientMessageId)).toMatchObject({ content: 'hello' });
  expect(client.outgoing(tea.id).value).toEqual([]);
});

it('signs in and reads when nothing can be kept', async () => {
  fillStorage();
  server.model.send(tea, server.model.bob, 'hello');
  const client = await signedIn();
  await eventually(() => expect(texts(client, tea.id)).toEqual(['hello']));
});

it('is content again when there is room', async () => {
  const client = await signedIn();
  const full = fillStorage();
  await client.send(tea.id, 'hello');
  expect(client.storage.value.error).toBeDefined();
  full.mockRestore();

  await eventually(() => expect(client.storage.value.error).toBeUndefined());
});

it('works without a storage, as in private windows', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => { throw new DOMException('Not here.', 'SecurityError'); });
  const client = await signedIn();
  expect(client.storage.value).toEqual({ kept: 'memory' });
  const { clientMessageId, isKept } = await client.send(tea.id, 'hello');
  expect(isKept).toBe(false);
  await client.whenSent(clientMessageId);
});

it('keeps recent messages of recent conversations, and all conversations', async () => {
  const old = server.model.create('old');
  for (let at = 0; at < 30; at++) { server.model.send(old, server.model.bob, `old ${at}`); }
  await new Promise((resolve) => { setTimeout(resolve, 5); });
  for (let at = 0; at < 30; at++) { server.model.send(tea, server.model.bob, `new ${at}`); }
  const kept = { conversations: 1, messages: 5 };
  let client = newClient({ kept });
  await client.logIn({ username: 'ada', password: 'correct horse 9 battery' });
  await expectOnline(client);
  await client.loadOlder(old.id);
  await client.loadOlder(tea.id);
  await eventually(() => expect([texts(client, tea.id).length, texts(client, old.id).length]).toEqual([30, 30]));
  server.isDown = true;

  client = await reopened(client, { kept });
  expect(texts(client, tea.id)).toEqual(['new 25', 'new 26', 'new 27', 'new 28', 'new 29']);
  expect(texts(client, old.id)).toEqual([]);
  expect(client.conversations.value.map(({ title, unreadCount }) => [title, unreadCount])).toEqual([['tea', 30], ['old', 30]]);
});

it('forgets what somebody else left in this browser', async () => {
  server.model.send(tea, server.model.bob, 'for Ada');
  let client = await signedIn();
  await client.close();
  server = useFake();
  server.model.create('of another user');

  client = newClient();
  await client.connect();
  await client.signIn(server.session());
  await client.whenCurrent();
  expect(client.conversations.value.map(({ title }) => title)).toEqual(['of another user']);
});
