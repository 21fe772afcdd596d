import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChatClient, ChatError, type Conversation } from '../../src/index.ts';
import { closeAll, eventually, newBrowser, newClient, reopened, texts } from '../testing/clients.ts';
import { CuttableLine } from '../testing/cuttableLine.ts';

const address = process.env['CHAT_ADDRESS'] ?? '';
const password = 'correct horse 9 battery';
const anyName = (name: string): string => `${name}-${crypto.randomUUID().slice(0, 8)}`;

beforeEach(newBrowser);
afterEach(closeAll);

async function somebody(name: string, options: ConstructorParameters<typeof ChatClient>[0] = {}): Promise<ChatClient> {
  const client = newClient({ address, name, ...options });
  await client.register({ username: anyName(name), displayName: name, password });
  await client.whenCurrent();
  return client;
}

async function together(one: ChatClient, other: ChatClient): Promise<Conversation> {
  const made = await one.createConversation({ kind: 'private', participantIds: [other.user.value!.id] });
  await eventually(() => expect(other.conversation(made.id).value).toBeDefined());
  return made;
}

describe.each(['messagepack', 'json'] as const)('over %s', (encoding) => {
  it('two people write to each other, and know the same afterwards', async () => {
    const [ada, bob] = await Promise.all([somebody('ada', { encoding }), somebody('bob', { encoding })]);
    const { id } = await together(ada, bob);
    const first = await ada.whenSent((await ada.send(id, 'xin chào 👋')).clientMessageId);
    await eventually(() => expect(texts(bob, id)).toEqual(['xin chào 👋']));
    await bob.send(id, { content: 'hello', replyTo: first.id });
    await ada.edit(first.id, 'xin chào!');
    await bob.react(first.id, '👍', true);
    bob.markRead(id, 1);

    await eventually(() => {
      for (const one of [ada, bob]) {
        expect(texts(one, id)).toEqual(['xin chào!', 'hello']);
        expect(one.history(id).value.get(1)?.reactions).toEqual([{ emoji: '👍', userIds: [bob.user.value!.id] }]);
        const participant = one.conversation(id).value?.participants.find(({ user }) => user.id === bob.user.value!.id);
        expect(participant?.lastReadSeq).toBeGreaterThanOrEqual(1);
      }
      expect(ada.conversation(id).value?.revision).toBe(bob.conversation(id).value?.revision);
    });
    await ada.delete(first.id);
    await eventually(() => expect(bob.history(id).value.get(1)).toMatchObject({ content: '' }));
    expect(bob.history(id).value.get(1)?.deletedAt).toBeDefined();
  });

  it('frames of a camera arrive, of a visitor and of a user; without a model each hears why not', async () => {
    const visitor = newClient({ address, name: 'visitor', encoding });
    for (const client of [visitor, await somebody('ada', { encoding })]) {
      const camera = await client.openCamera({ recognise: true });
      await expect(camera.show(new Uint8Array([1, 2, 3]))).rejects.toMatchObject({ code: 'unavailable' });
      await camera.close();
    }
    expect(visitor.user.value).toBeUndefined();
  });

  it('a refusal is a code and a sentence', async () => {
    const ada = await somebody('ada', { encoding });
    const refused = ada.hub.getConversation({ conversationId: '0196c0de-0000-7000-8000-00000000dead' });

    await expect(refused).rejects.toBeInstanceOf(ChatError);
    await expect(refused).rejects.toMatchObject({ code: 'not_found' });
  });
});

it.each(['muteClient', 'muteServer'] as const)('a message is there once though the line was cut (%s) around its sending', async (silence) => {
  const line = await CuttableLine.to(address);
  const [ada, bob] = await Promise.all([somebody('ada', { address: line.address }), somebody('bob')]);
  const { id } = await together(ada, bob);
  for (let at = 0; at < 5; at++) {
    await ada.whenCurrent();
    line[silence]();
    const { clientMessageId } = await ada.send(id, `${at}`);
    if (silence === 'muteServer') { await eventually(() => expect(texts(bob, id)).toHaveLength(at + 1)); }
    line.cut();
    await eventually(() => expect(ada.status.value.state).not.toBe('online'));
    ada.reconnect();
    await ada.whenSent(clientMessageId);
  }

  await eventually(() => expect([texts(ada, id), texts(bob, id)]).toEqual([['0', '1', '2', '3', '4'], ['0', '1', '2', '3', '4']]));
  line.close();
});

it('one who was away for a thousand messages has them all', async () => {
  const line = await CuttableLine.to(address);
  const [ada, bob] = await Promise.all([somebody('ada', { address: line.address, syncPageSize: 300 }), somebody('bob')]);
  const { id } = await together(ada, bob);
  line.isDown = true;
  line.cut();
  const sent = await Promise.all(Array.from({ length: 1_000 }, (_, at) => bob.send(id, `${at}`)));
  await ada.send(id, 'written offline');
  await bob.whenSent(sent.at(-1)!.clientMessageId);
  line.isDown = false;
  ada.reconnect();

  await eventually(() => expect(texts(ada, id)).toEqual([...sent.map(({ content }) => content), 'written offline']));
  await eventually(() => expect(texts(bob, id)).toEqual(texts(ada, id)));
  line.close();
});

it('who comes back with a new page goes on where the last one ended', async () => {
  let ada = await somebody('ada');
  const bob = await somebody('bob');
  const { id } = await together(ada, bob);
  await ada.whenSent((await ada.send(id, 'before')).clientMessageId);
  ada = await reopened(ada, { address, name: 'ada' });
  expect(texts(ada, id)).toEqual(['before']);
  await ada.whenSent((await ada.send(id, 'after')).clientMessageId);

  await eventually(() => expect(texts(bob, id)).toEqual(['before', 'after']));
});

it('typing and presence are told, and end', async () => {
  const [ada, bob] = await Promise.all([somebody('ada'), somebody('bob')]);
  const { id } = await together(ada, bob);
  ada.setTyping(id, true);
  await eventually(() => expect(bob.typing(id).value.map((user) => user.id)).toEqual([ada.user.value!.id]));
  await ada.send(id, 'done');
  await eventually(() => expect(bob.typing(id).value).toEqual([]));

  const presence = bob.presence(ada.user.value!.id);
  presence.subscribe(() => undefined);
  await eventually(() => expect(presence.value?.status).toBe('online'));
});

it('files go and come, with the message that holds them', async () => {
  const [ada, bob] = await Promise.all([somebody('ada'), somebody('bob')]);
  const { id } = await together(ada, bob);
  const file = new Blob(['trà đá'], { type: 'text/plain' });
  const { clientMessageId } = await ada.send(id, { content: 'the list', files: [{ file, name: 'list.txt' }] });
  const { type, attachments } = await ada.whenSent(clientMessageId);
  expect([type, attachments.map(({ name, size }) => [name, size])]).toEqual(['file', [['list.txt', file.size]]]);

  expect(await (await bob.download(attachments[0]!.url)).text()).toBe('trà đá');
  expect(await (await fetch(await bob.fileUrl(attachments[0]!.url))).text()).toBe('trà đá');
  const stranger = await somebody('mallory');
  await expect(stranger.download(attachments[0]!.url)).rejects.toMatchObject({ code: 'not_found' });
});

it('a session is renewed, and signing out everywhere ends it on every device', async () => {
  const one = newClient({ address, name: 'phone' });
  const username = anyName('ada');
  await one.register({ username, password });
  const other = newClient({ address, name: 'laptop' });
  await other.logIn({ username, password });
  await Promise.all([one.whenCurrent(), other.whenCurrent()]);

  await one.logOut({ everywhere: true });
  await eventually(() => expect(other.status.value).toMatchObject({ state: 'signedOut', cause: { code: 'unauthenticated' } }));
});

it('a profile that is changed is changed on every device', async () => {
  const one = await somebody('ada');
  await one.updateProfile({ displayName: 'Ada Lovelace' });
  expect(one.user.value?.displayName).toBe('Ada Lovelace');
  const again = await reopened(one, { address, name: 'ada' });
  expect(again.user.value?.displayName).toBe('Ada Lovelace');
});

it('history is loaded in pages, and around a message', async () => {
  const [ada, bob] = await Promise.all([somebody('ada'), somebody('bob')]);
  const { id } = await together(ada, bob);
  const sent = await Promise.all(Array.from({ length: 120 }, (_, at) => ada.send(id, `${at + 1}`)));
  await ada.whenSent(sent.at(-1)!.clientMessageId);
  const fresh = newClient({ address, storage: 'memory' });
  await fresh.logIn({ username: bob.user.value!.username, password });
  await fresh.whenCurrent();
  expect(fresh.history(id).value).toMatchObject({ firstSeq: 1, lastSeq: 120, count: 1 });

  expect(await fresh.loadOlder(id, { limit: 20 })).toEqual({ added: 20, hasMore: true });
  expect(fresh.history(id).value.ranges).toEqual([{ from: 100, to: 120 }]);
  await fresh.loadAround(id, 50, 10);
  expect(fresh.history(id).value.ranges).toEqual([{ from: 45, to: 54 }, { from: 100, to: 120 }]);
  await fresh.loadNewer(id, { after: 54, limit: 100 });
  expect(fresh.history(id).value.ranges).toEqual([{ from: 45, to: 120 }]);
});
