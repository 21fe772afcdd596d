import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ChatError, type ChatClient, type Message } from '../src/index.ts';
import { closeAll, eventually, expectOnline, newBrowser, reopened, signedIn, texts } from './testing/clients.ts';
import { useFake, type FakeServer } from './testing/fakeServer.ts';
import { newId, userOf, type ModelConversation } from './testing/modelConversation.ts';

vi.mock('../src/connecting/chatConnection.ts', async () => (await import('./testing/mockedConnections.ts')).mockedConnections());

const bot = { ...userOf(newId(), 'assistant'), role: 'bot' as const };

let server: FakeServer;
let tea: ModelConversation;

const begin = (): Message => server.model.send(tea, bot, '', { role: 'assistant', status: 'streaming' });
const finish = (more: Partial<Message> = {}): Message => server.model.change(tea, tea.lastSeq, { status: 'complete', ...more });
const tellPiece = (message: Message, offset: number, text: string): void =>
  server.model.tell('messageDelta', { conversationId: tea.id, messageId: message.id, offset, text });
const replyOf = (client: ChatClient): Message => client.history(tea.id).value.get(tea.lastSeq)!;

beforeEach(() => {
  newBrowser();
  server = useFake();
  tea = server.model.create();
});
afterEach(closeAll);

it('joins the pieces of a reply, and the finished message has the last word', async () => {
  const client = await signedIn();
  begin();
  for (const piece of ['Green ', 'tea ', 'wants ']) { server.model.write(tea, 1, piece); }
  expect(replyOf(client)).toMatchObject({ status: 'streaming', content: 'Green tea wants ' });

  finish({ content: 'Green tea wants eighty degrees.' });
  expect(replyOf(client)).toMatchObject({ status: 'complete', content: 'Green tea wants eighty degrees.' });
  expect(client.status.value.isCurrent).toBe(true);
});

it('takes nothing twice, whether a piece is repeated, overlaps, or comes after the end', async () => {
  const client = await signedIn();
  const reply = begin();
  tellPiece(reply, 0, 'abc');
  tellPiece(reply, 0, 'abc');
  tellPiece(reply, 1, 'bcde');
  tellPiece(reply, 2, 'cd');
  expect(replyOf(client).content).toBe('abcde');

  server.model.change(tea, 1, { status: 'stopped', content: 'abcde' });
  tellPiece(reply, 5, 'fgh');
  expect(replyOf(client)).toMatchObject({ status: 'stopped', content: 'abcde' });
});

it('counts in UTF-16, as the server does', async () => {
  const client = await signedIn();
  begin();
  for (const piece of ['trà 🍵', ' nóng 🔥', '!']) { server.model.write(tea, 1, piece); }
  expect(replyOf(client).content).toBe('trà 🍵 nóng 🔥!');
});

it('fetches the text where a piece was lost, and goes on', async () => {
  const client = await signedIn();
  begin();
  server.model.write(tea, 1, 'The beginning, ');
  server.model.write(tea, 1, 'what is lost, ', false);
  server.model.write(tea, 1, 'and the end');
  await eventually(() => expect(replyOf(client).content).toBe('The beginning, what is lost, and the end'));
  server.model.write(tea, 1, '.');
  expect(replyOf(client).content).toBe('The beginning, what is lost, and the end.');
  expect(server.callsOf('GetMessages')).toHaveLength(1);
});

it('asks again when the text cannot be fetched, while a piece waits', async () => {
  const client = await signedIn();
  begin();
  server.plan('GetMessages', { refusal: new ChatError('internal', 'Not now.') });
  server.model.write(tea, 1, 'lost ', false);
  server.model.write(tea, 1, 'and found');
  await eventually(() => expect(replyOf(client).content).toBe('lost and found'));
  expect(server.callsOf('GetMessages')).toHaveLength(2);
});

it('puts a piece in its place that comes before its message', async () => {
  const client = await signedIn();
  const reply = tea.add(bot, '', { role: 'assistant', status: 'streaming' });
  tellPiece(reply, 0, 'Hello ');
  tellPiece(reply, 6, 'there');
  server.model.tell('messageReceived', reply);
  expect(replyOf(client).content).toBe('Hello there');
});

it('keeps pieces that come while a sync is under way', async () => {
  const client = await signedIn();
  let go = (): void => undefined;
  server.plan('Sync', { until: new Promise<void>((resolve) => { go = resolve; }) });
  server.model.tell('problem', { code: 'unavailable', message: 'Too slow.', sync: true });
  await eventually(() => expect(server.callsOf('Sync')).toHaveLength(2));
  begin();
  server.model.write(tea, 1, 'one ');
  server.model.write(tea, 1, 'two');
  go();
  await client.whenCurrent();
  expect(replyOf(client).content).toBe('one two');
});

it('joins in the middle with the text so far, and goes on without a gap', async () => {
  begin();
  server.model.write(tea, 1, 'Before anybody listened, ');
  const client = await signedIn();
  expect(replyOf(client).content).toBe('Before anybody listened, ');
  server.model.write(tea, 1, 'and after.');
  expect(replyOf(client).content).toBe('Before anybody listened, and after.');
});

it('shows what was said while the line was cut, also when the model says nothing more', async () => {
  const client = await signedIn();
  begin();
  server.model.write(tea, 1, 'Heard, ');
  server.isDown = true;
  server.cut();
  server.model.write(tea, 1, 'missed');
  server.isDown = false;
  client.reconnect();
  await expectOnline(client);
  await eventually(() => expect(replyOf(client).content).toBe('Heard, missed'));
});

it('goes on after the page was opened again in the middle', async () => {
  const first = await signedIn();
  begin();
  server.model.write(tea, 1, 'The old page, ');
  const again = await reopened(first);
  expect(texts(again, tea.id)).toEqual(['The old page, ']);
  server.model.write(tea, 1, 'nobody, ', false);
  await again.whenCurrent();
  server.model.write(tea, 1, 'the new page.');
  await eventually(() => expect(replyOf(again).content).toBe('The old page, nobody, the new page.'));
});

it('tells of a growing reply in its history, and of nothing else', async () => {
  const client = await signedIn();
  begin();
  const [list, history] = [vi.fn(), vi.fn()];
  await eventually(() => expect(client.conversations.value[0]?.lastMessage?.status).toBe('streaming'));
  const ends = [client.conversations.subscribe(list), client.history(tea.id).subscribe(history)];
  server.model.write(tea, 1, 'More.');
  await eventually(() => expect(history).toHaveBeenCalledTimes(1));
  expect(list).not.toHaveBeenCalled();
  finish();
  await eventually(() => expect(list).toHaveBeenCalled());
  for (const end of ends) { end(); }
});

it('stops a reply, and keeps what was said', async () => {
  const client = await signedIn();
  begin();
  server.model.write(tea, 1, 'So far');
  await client.stopReply(tea.id);
  expect(replyOf(client)).toMatchObject({ status: 'stopped', content: 'So far' });
});

it('begins anew where a reply is written again', async () => {
  const client = await signedIn();
  const reply = begin();
  server.model.write(tea, 1, 'First thought.');
  finish();
  await client.regenerateReply(reply.id);
  expect(replyOf(client)).toMatchObject({ status: 'streaming', content: '' });
  server.model.write(tea, 1, 'Second.');
  expect(replyOf(client).content).toBe('Second.');
  expect(client.history(tea.id).value.count).toBe(1);
});

it('says at once when the assistant cannot be asked again today, and keeps the question', async () => {
  const client = await signedIn();
  server.plan('SendMessage', { refusal: new ChatError('rate_limited', 'Used up; try again in 40000 s', 40_000) });
  await client.send(tea.id, 'One more?');
  await eventually(() => expect(client.outgoing(tea.id).value[0]).toMatchObject({ state: 'refused', error: { code: 'rate_limited', retryAfterSeconds: 40_000 } }));
});
