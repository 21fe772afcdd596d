import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { delayAfter } from '../src/asking/patience.ts';
import { ChatError, type ChatClient, type ConnectionStatus } from '../src/index.ts';
import { closeAll, eventually, expectOnline, newBrowser, newClient, reopened, signedIn, texts } from './testing/clients.ts';
import { useFake, type FakeServer } from './testing/fakeServer.ts';
import type { ModelConversation } from './testing/modelConversation.ts';

vi.mock('../src/connecting/chatConnection.ts', async () => (await import('./testing/mockedConnections.ts')).mockedConnections());

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

let server: FakeServer;
let tea: ModelConversation;

/** Only what programs wait by: the storage goes on in its own time. */
const useFakeClock = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });

/** Lets time pass, and all that goes on beside it. */
async function pass(milliseconds: number, isDone: () => boolean = () => false): Promise<void> {
  const step = Math.max(50, milliseconds / 200);
  for (let gone = 0; gone < milliseconds && !isDone(); gone += step) {
    await vi.advanceTimersByTimeAsync(step);
    for (let turn = 0; turn < 5; turn++) { await new Promise((resolve) => { setImmediate(resolve); }); }
  }
}

/** Signed in by a clock that goes on when it is told to. */
async function signedInByFakeClock(): Promise<ChatClient> {
  useFakeClock();
  let client: ChatClient | undefined;
  signedIn().then((one) => { client = one; }, () => undefined);
  await pass(minute, () => client !== undefined);
  return client!;
}

beforeEach(() => {
  newBrowser();
  server = useFake();
  tea = server.model.create();
});
afterEach(async () => {
  vi.useRealTimers();
  await closeAll();
});

it('knows after its return all that happened while it was away', async () => {
  const client = await signedIn();
  server.isDown = true;
  server.cut();
  await eventually(() => expect(client.status.value.state).toBe('offline'));
  for (let at = 0; at < 1_200; at++) { server.model.send(tea, server.model.bob, `${at}`); }
  server.model.change(tea, 7, { content: 'changed' });
  server.isDown = false;
  client.reconnect();
  await client.whenCurrent();

  expect(texts(client, tea.id)).toEqual(tea.messages.map((one) => one.content));
  expect(client.unread.value).toEqual({ messages: 1_200, conversations: 1, mentions: 0 });
  expect(server.callsOf('Sync').length).toBeGreaterThan(3);
});

it('spreads its attempts, so that a server that comes back is not met by everybody at once', () => {
  for (const failures of [1, 2, 5, 100]) {
    const most = Math.min(30_000, 1_000 * 2 ** (failures - 1));
    const delays = Array.from({ length: 2_000 }, () => delayAfter(failures));
    expect(Math.min(...delays)).toBeLessThan(most * 0.05);
    expect(Math.max(...delays)).toBeGreaterThan(most * 0.95);
    expect(Math.max(...delays)).toBeLessThanOrEqual(most);
  }
});

it('tries seldom while the server is gone for an hour, and sends what was written meanwhile when it is back', async () => {
  const client = await signedIn();
  useFakeClock();
  server.isDown = true;
  server.cut();
  await pass(2_000);
  const written = client.send(tea.id, 'written offline');
  await pass(hour);
  const { clientMessageId } = await written;
  const attempts = server.callsOf('/api/me').length + server.callsOf('/api/auth/refresh').length;
  expect(attempts).toBeGreaterThan(60);
  expect(attempts).toBeLessThan(600);
  expect(client.status.value).toMatchObject({ state: 'offline', isCurrent: false, cause: { code: 'offline' } });
  expect(client.status.value.retryAt).toBeTypeOf('number');

  server.isDown = false;
  server.model.send(tea, server.model.bob, 'from Bob');
  await pass(5 * minute, () => client.status.value.isCurrent && tea.lastSeq === 2);

  expect((await client.whenSent(clientMessageId)).seq).toBe(2);
  expect(texts(client, tea.id)).toEqual(['from Bob', 'written offline']);
});

it('says how things stand, in their order', async () => {
  const client = newClient();
  const seen: string[] = [];
  client.status.subscribe(({ state, isCurrent }: ConnectionStatus) => seen.push(`${state}${isCurrent ? ' and current' : ''}`));
  await client.logIn({ username: 'ada', password: 'correct horse 9 battery' });
  await client.whenCurrent();
  await client.logOut();
  await eventually(() => expect(client.status.value.state).toBe('signedOut'));
  await eventually(() => expect(seen.at(-1)).toBe('signedOut'));

  expect(seen).toContain('online and current');
});

it('renews its session each time before the end, and keeps the connection', async () => {
  server.lifetime = hour;
  const client = await signedInByFakeClock();
  const connections = server.callsOf('GetMe').length;
  await pass(3 * hour);

  const renewals = server.callsOf('/api/auth/refresh').length;
  expect(renewals).toBeGreaterThanOrEqual(3);
  expect(renewals).toBeLessThanOrEqual(4);
  expect(server.isFamilyEnded).toBe(false);
  expect(client.status.value.state).toBe('online');
  expect(server.callsOf('GetMe')).toHaveLength(connections);
});

it('renews a token that the server does not take', async () => {
  const client = await signedIn();
  server.forgetAccess();
  server.cut();
  client.reconnect();
  await eventually(() => expect(server.callsOf('/api/auth/refresh')).toHaveLength(1));
  await expectOnline(client);

  expect(await client.rest('GET', 'api/me')).toMatchObject({ id: server.model.me.id });
});

it('renews once for all who ask at the same time', async () => {
  const client = await signedIn();
  server.forgetAccess();
  await Promise.all(Array.from({ length: 10 }, () => client.rest('GET', 'api/me')));

  expect(server.callsOf('/api/auth/refresh')).toHaveLength(1);
  expect(server.isFamilyEnded).toBe(false);
});

it('says that the session was ended elsewhere, and keeps what was written for who signs in again', async () => {
  const client = await signedIn();
  server.isDown = true;
  server.cut();
  await client.send(tea.id, 'still here');
  server.isFamilyEnded = true;
  server.forgetAccess();
  server.isDown = false;
  client.reconnect();
  await eventually(() => expect(client.status.value).toMatchObject({ state: 'signedOut', cause: { code: 'unauthenticated' } }));
  expect(client.user.value).toBeUndefined();

  server.isFamilyEnded = false;
  await client.logIn({ username: 'ada', password: 'correct horse 9 battery' });
  await eventually(() => expect(tea.messages.map((one) => one.content)).toEqual(['still here']));
});

it.each([['before', day], ['behind', -day]])('does not mind that the device is a day %s the server', async (_, ahead) => {
  server.ahead = ahead;
  server.lifetime = hour;
  const client = await signedInByFakeClock();
  expect(Math.abs(client.now() - server.now())).toBeLessThan(5_000);
  const sent = await client.send(tea.id, 'hello');
  expect(Math.abs(sent.createdAt - server.now())).toBeLessThan(5_000);
  await client.whenSent(sent.clientMessageId);

  await pass(30 * minute);
  expect(server.callsOf('/api/auth/refresh')).toHaveLength(0);
  await pass(30 * minute);
  expect(server.callsOf('/api/auth/refresh')).toHaveLength(1);
  expect(client.status.value.state).toBe('online');
});

it('is there after a reload with what it knew, and asks only for the rest', async () => {
  server.model.send(tea, server.model.bob, 'hello');
  server.model.mute(server.model.create('quiet'), true);
  let client = await signedIn();
  await eventually(() => expect(texts(client, tea.id)).toEqual(['hello']));
  server.isDown = true;
  await client.close();

  client = await reopened(client);
  expect(texts(client, tea.id)).toEqual(['hello']);
  expect(client.unread.value.messages).toBe(1);
  server.isDown = false;
  server.model.send(tea, server.model.bob, 'meanwhile');
  client.reconnect();
  await client.whenCurrent();

  expect(server.callsOf('Sync').at(-1)).toMatchObject({ ownRevision: 1, known: expect.arrayContaining([{ conversationId: tea.id, revision: 2 }]) as unknown });
  expect(texts(client, tea.id)).toEqual(['hello', 'meanwhile']);
});

it('asks a sync again that was refused for a while or got lost', async () => {
  server.plan('Sync', { refusal: new ChatError('rate_limited', 'Too many; try again in 0 s', 0) }, { refusal: new ChatError('unavailable', 'Away.') }, { cut: 'after' });
  server.model.send(tea, server.model.bob, 'hello');
  const client = await signedIn();

  await eventually(() => expect(texts(client, tea.id)).toEqual(['hello']));
});

it('fills a hole in what it is told by a sync', async () => {
  const client = await signedIn();
  const { tell } = server.model;
  server.model.tell = () => undefined;
  server.model.send(tea, server.model.bob, 'not told');
  server.model.tell = tell;
  server.model.send(tea, server.model.bob, 'told');

  await client.whenCurrent();
  await eventually(() => expect(texts(client, tea.id)).toEqual(['not told', 'told']));
});

it('calls off what is asked of a server that is away, when the program asks for it or ends', async () => {
  const client = await signedIn();
  server.isDown = true;
  server.cut();
  const end = new AbortController();
  const muting = client.mute(tea.id, true, end.signal);
  const other = client.mute(tea.id, true);
  end.abort();
  await expect(muting).rejects.toMatchObject({ code: 'aborted' });
  await client.close();
  await expect(other).rejects.toMatchObject({ code: 'aborted' });
});

it('does over as many connections as it takes what may be done twice', async () => {
  const client = await signedIn();
  server.plan('MuteConversation', { cut: 'before' }, { cut: 'after' });
  await client.mute(tea.id, true);
  await client.whenCurrent();

  expect(client.conversation(tea.id).value?.muted).toBe(true);
});

it('leaves nothing behind of who signs out, also when the server is away', async () => {
  server.model.send(tea, server.model.bob, 'secret');
  let client = await signedIn();
  await client.close();
  client = newClient();
  await client.connect();
  server.isDown = true;
  await client.logOut();
  expect(client.conversations.value).toEqual([]);

  client = await reopened(client);
  expect(client.user.value).toBeUndefined();
  expect(client.conversations.value).toEqual([]);
  const database = await new Promise<IDBDatabase>((resolve) => {
    const asked = indexedDB.open('chat:this browser');
    asked.onsuccess = () => resolve(asked.result);
  });
  for (const store of database.objectStoreNames) {
    const kept = await new Promise((resolve) => {
      const asked = database.transaction(store).objectStore(store).count();
      asked.onsuccess = () => resolve(asked.result);
    });
    expect(`${store}: ${kept}`).toBe(`${store}: 0`);
  }
  database.close();
});

it('takes the tokens of an existing site', async () => {
  const token = server.session().accessToken;
  const client = newClient({ accessToken: () => token });
  server.model.send(tea, server.model.bob, 'hello');
  await client.connect();
  await client.whenCurrent();

  expect(client.user.value?.id).toBe(server.model.me.id);
  expect(client.unread.value.messages).toBe(1);
  await client.whenSent((await client.send(tea.id, 'hello yourself')).clientMessageId);
  await expect(client.logIn({ username: 'ada', password: 'x' })).rejects.toMatchObject({ code: 'invalid' });
});
