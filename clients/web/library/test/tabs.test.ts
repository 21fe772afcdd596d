import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SendMessageRequest } from '../src/index.ts';
import { closeAll, eventually, expectOnline, newBrowser, newClient, signedIn, texts } from './testing/clients.ts';
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

async function secondTab() {
  const tab = newClient();
  await tab.connect();
  return tab;
}

it('signs every tab in and out with one', async () => {
  const other = newClient();
  await other.connect();
  expect(other.user.value).toBeUndefined();
  const one = await signedIn();
  await expectOnline(other);
  expect(other.user.value?.id).toBe(one.user.value?.id);

  await other.logOut();
  await eventually(() => expect(one.status.value.state).toBe('signedOut'));
  expect(one.user.value).toBeUndefined();
  await eventually(() => expect(one.conversations.value).toEqual([]));
});

it('shows in every tab what was written in one, and sends it once', async () => {
  const one = await signedIn();
  const other = await secondTab();
  await expectOnline(other);
  server.isDown = true;
  server.cut();
  for (let at = 0; at < 20; at++) {
    await (at % 2 ? one : other).send(tea.id, `${at}`);
    await eventually(() => expect([one, other].map((tab) => tab.outgoing(tea.id).value.length)).toEqual([at + 1, at + 1]));
  }

  server.isDown = false;
  one.reconnect();
  other.reconnect();
  await eventually(() => expect(tea.messages).toHaveLength(20));
  await eventually(() => expect([...one.outgoing(tea.id).value, ...other.outgoing(tea.id).value]).toEqual([]));

  const sent = server.callsOf('SendMessage').map((request) => (request as SendMessageRequest).clientMessageId);
  expect(sent).toHaveLength(new Set(sent).size);
  expect(tea.messages.map((one) => one.content)).toEqual(Array.from({ length: 20 }, (_, at) => `${at}`));
  await eventually(() => expect(texts(one, tea.id)).toEqual(texts(other, tea.id)));
});

it('sends what a closed tab left', async () => {
  const one = await signedIn();
  server.plan('SendMessage', { until: new Promise(() => undefined) });
  await one.send(tea.id, 'left');
  await eventually(() => expect(server.callsOf('SendMessage')).toHaveLength(1));
  const other = await secondTab();
  await expectOnline(other);
  await one.close();

  await eventually(() => expect(tea.messages.map((message) => message.content)).toEqual(['left']));
});

it('spends a refresh token once, however many tabs need it', async () => {
  const tabs = [await signedIn(), await secondTab(), await secondTab()];
  await Promise.all(tabs.map(expectOnline));
  server.forgetAccess();
  server.cut();
  for (const tab of tabs) { tab.reconnect(); }
  await eventually(() => expect(server.callsOf('/api/auth/refresh').length).toBeGreaterThan(0));
  await Promise.all(tabs.map(expectOnline));

  expect(server.callsOf('/api/auth/refresh')).toHaveLength(1);
  expect(server.isFamilyEnded).toBe(false);
});

it('keeps clients of other names, and those that keep nothing, apart', async () => {
  const one = await signedIn();
  const stranger = newClient({ name: 'somebody else' });
  const passing = newClient({ storage: 'memory' });
  await Promise.all([stranger.connect(), passing.connect()]);

  expect([stranger.user.value, passing.user.value]).toEqual([undefined, undefined]);
  expect([one.storage.value.kept, stranger.storage.value.kept, passing.storage.value.kept]).toEqual(['indexedDB', 'indexedDB', 'memory']);
});
