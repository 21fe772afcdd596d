import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ChatError, type SendMessageRequest } from '../src/index.ts';
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
afterEach(closeAll);

const idsSent = (): string[] => server.callsOf('SendMessage').map((request) => (request as SendMessageRequest).clientMessageId);

it('shows a message at once, and as the server has it once that answered', async () => {
  const client = await signedIn();
  let answer: () => void = () => undefined;
  server.plan('SendMessage', { until: new Promise<void>((resolve) => { answer = resolve; }) });

  const { clientMessageId } = await client.send(tea.id, 'hello');
  expect(client.outgoing(tea.id).value).toMatchObject([{ clientMessageId, content: 'hello', isKept: true }]);
  expect(texts(client, tea.id)).toEqual([]);

  answer();
  expect(await client.whenSent(clientMessageId)).toMatchObject({ seq: 1, content: 'hello', clientMessageId });
  expect(client.outgoing(tea.id).value).toEqual([]);
  expect(texts(client, tea.id)).toEqual(['hello']);
  expect(await client.whenSent(clientMessageId)).toMatchObject({ seq: 1 });
});

it('never shows a message twice, nor not at all, on its way from the outbox into the history', async () => {
  const client = await signedIn();
  const seen = new Set<number>();
  const look = () => { seen.add(client.outgoing(tea.id).value.length + texts(client, tea.id).length); };
  await client.send(tea.id, 'hello');
  const looking = setInterval(look, 0);
  client.on('messageReceived', look);
  client.history(tea.id).subscribe(look);
  client.outgoing(tea.id).subscribe(look);

  await eventually(() => expect(client.outgoing(tea.id).value).toEqual([]));
  look();
  clearInterval(looking);
  expect([...seen]).toEqual([1]);
});

it.each(['before', 'after'] as const)('sends the same again when the line is cut %s the server had it, and it is there once', async (cut) => {
  const client = await signedIn();
  server.plan('SendMessage', { cut }, { cut }, { cut });

  const { clientMessageId } = await client.send(tea.id, 'hello');
  client.reconnect();
  await client.whenSent(clientMessageId);
  await expectOnline(client);

  expect(new Set(idsSent())).toEqual(new Set([clientMessageId]));
  expect(tea.messages.map((one) => one.content)).toEqual(['hello']);
  expect(texts(client, tea.id)).toEqual(['hello']);
});

it('keeps the order in which messages were written, over cuts, refusals for a while and whatever comes between', async () => {
  const client = await signedIn();
  server.plan('SendMessage', {}, { cut: 'before' }, { cut: 'after' }, {}, { refusal: new ChatError('rate_limited', 'Too fast; try again in 0 s', 0) });
  const written = Array.from({ length: 12 }, (_, at) => `${at}`);

  const sent = await Promise.all(written.map((text) => client.send(tea.id, text)));
  await Promise.all(sent.map(({ clientMessageId }) => client.whenSent(clientMessageId)));

  expect(tea.messages.map((one) => one.content)).toEqual(written);
});

it('sends after a reload what was written while the server was gone', async () => {
  let client = await signedIn();
  server.isDown = true;
  server.cut();
  await client.send(tea.id, 'one');
  await client.send(tea.id, 'two');

  client = await reopened(client);
  expect(client.user.value?.id).toBe(server.model.me.id);
  expect(client.outgoing(tea.id).value).toMatchObject([{ content: 'one', state: 'waiting', isKept: true }, { content: 'two' }]);
  expect(client.conversations.value).toMatchObject([{ title: 'tea' }]);
  server.isDown = false;
  client.reconnect();

  await eventually(() => expect(tea.messages.map((one) => one.content)).toEqual(['one', 'two']));
});

it('does not send again after a reload what was acknowledged before', async () => {
  let client = await signedIn();
  await client.whenSent((await client.send(tea.id, 'hello')).clientMessageId);

  client = await reopened(client);
  await expectOnline(client);

  expect(client.outgoing(tea.id).value).toEqual([]);
  expect(server.callsOf('SendMessage')).toHaveLength(1);
});

it('keeps a refused message with its cause, also over a reload, until it is retried', async () => {
  let client = await signedIn();
  server.plan('SendMessage', { refusal: new ChatError('forbidden', 'You may not write here.') });
  const { clientMessageId } = await client.send(tea.id, 'no');
  await expect(client.whenSent(clientMessageId)).rejects.toMatchObject({ code: 'forbidden', message: 'You may not write here.' });
  await client.whenSent((await client.send(tea.id, 'yes')).clientMessageId);

  client = await reopened(client);
  expect(client.outgoing(tea.id).value).toMatchObject([{ clientMessageId, state: 'refused', error: { code: 'forbidden' } }]);
  await expectOnline(client);
  await client.retry(clientMessageId);
  await client.whenSent(clientMessageId);

  expect(tea.messages.map((one) => one.content)).toEqual(['yes', 'no']);
  expect(idsSent().filter((id) => id === clientMessageId)).toHaveLength(2);
});

it('sends nothing that was discarded, and says so to who waits for it', async () => {
  let client = await signedIn();
  server.isDown = true;
  server.cut();
  const { clientMessageId } = await client.send(tea.id, 'no');
  const waiting = expect(client.whenSent(clientMessageId)).rejects.toMatchObject({ code: 'aborted' });
  await client.discard(clientMessageId);
  await waiting;
  server.isDown = false;

  client = await reopened(client);
  await expectOnline(client);
  await client.whenSent((await client.send(tea.id, 'yes')).clientMessageId);
  expect(tea.messages.map((one) => one.content)).toEqual(['yes']);
  await expect(client.whenSent(clientMessageId)).rejects.toMatchObject({ code: 'not_found' });
});

it('is not held up in one conversation by a message that waits in another', async () => {
  const cake = server.model.create('cake');
  const client = await signedIn();
  server.plan('SendMessage', { until: new Promise(() => undefined) });
  await client.send(tea.id, 'stuck');
  await eventually(() => expect(server.callsOf('SendMessage')).toHaveLength(1));

  await client.whenSent((await client.send(cake.id, 'free')).clientMessageId);
  expect(tea.messages).toEqual([]);
});

it('takes a message for sent when its event comes and its answer does not', async () => {
  const client = await signedIn();
  server.plan('SendMessage', { until: new Promise(() => undefined) });
  const { clientMessageId } = await client.send(tea.id, 'hello');

  server.model.send(tea, server.model.me, 'hello', { clientMessageId });

  expect(await client.whenSent(clientMessageId)).toMatchObject({ seq: 1 });
  expect(client.outgoing(tea.id).value).toEqual([]);
  expect(await client.whenSent((await client.send(tea.id, 'and on')).clientMessageId)).toMatchObject({ seq: 2 });
});

it('takes nothing to be sent while nobody is signed in', async () => {
  const client = newClient();
  await client.connect();
  await expect(client.send(tea.id, 'hello')).rejects.toMatchObject({ code: 'unauthenticated' });
});

it('keeps what somebody wrote for them alone', async () => {
  let client = await signedIn();
  server.isDown = true;
  server.cut();
  await client.send(tea.id, 'mine');
  server.isDown = false;
  await client.logOut();

  client = await signedIn();
  expect(client.outgoing(tea.id).value).toEqual([]);
  expect(server.callsOf('SendMessage')).toEqual([]);
});
