import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ChatError } from '../src/index.ts';
import { closeAll, eventually, expectOnline, newBrowser, newClient, signedIn } from './testing/clients.ts';
import { useFake, type FakeServer } from './testing/fakeServer.ts';

vi.mock('../src/connecting/chatConnection.ts', async () => (await import('./testing/mockedConnections.ts')).mockedConnections());

let server: FakeServer;
const picture = new Uint8Array([1, 2, 3]);
const done = { kind: 'done', instruction: 'You are signed in.', progress: 1 };

beforeEach(() => {
  newBrowser();
  server = useFake();
});
afterEach(closeAll);

it('signs in whom the server knows, once they were greeted', async () => {
  const client = newClient();
  const camera = await client.openCamera({ recognise: true });
  const greeted = vi.fn(() => expect(client.user.value).toBeUndefined());
  client.on('greeting', greeted);
  server.sees = ({ id }, heard, hear) => {
    hear('signedIn', server.session());
    hear('greeting', { content: 'Hello', user: server.model.me });
    heard.answered({ frameId: id, skipped: false, elapsedMs: 1, faces: [], challenge: done });
  };

  expect(await camera.show(picture)).toMatchObject({ challenge: { kind: 'done' } });
  expect(greeted).toHaveBeenCalledOnce();
  expect(client.user.value).toEqual(server.model.me);
  await camera.close();
  await expectOnline(client);
  expect(server.open.size).toBe(1);
});

it('makes an account for a stranger, with the face of the last frame', async () => {
  const client = newClient();
  const asked = vi.fn();
  client.on('registrationRequested', asked);
  const camera = await client.openCamera({ recognise: true });
  server.sees = ({ id }, heard, hear) => {
    hear('registrationRequested', { message: 'I do not know you yet.' });
    heard.answered({ frameId: id, skipped: false, elapsedMs: 1, faces: [] });
  };
  await camera.show(picture);
  expect(asked).toHaveBeenCalledOnce();

  expect(await camera.register({ username: 'ada' })).toMatchObject({ deviceKey: 'key' });
  expect(server.callsOf('RegisterUser')).toEqual([{ username: 'ada', useLastFrame: true }]);
  expect(client.user.value).toEqual(server.model.me);
});

it('shows one frame at a time, and every one has its answer', async () => {
  const client = await signedIn();
  const camera = await client.openCamera({ emotions: true });
  const answers: (() => void)[] = [];
  server.sees = ({ id }, heard) => { answers.push(() => heard.answered({ frameId: id, skipped: false, elapsedMs: 1, faces: [] })); };

  const first = camera.show(picture);
  await expect(camera.show(picture)).rejects.toMatchObject({ code: 'invalid' });
  answers[0]?.();
  expect(await first).toMatchObject({ frameId: 1 });
  const second = camera.show(picture);
  answers[1]?.();
  expect(await second).toMatchObject({ frameId: 2 });
  expect(server.open.size).toBe(1);
  await camera.close();
  await expectOnline(client);
});

it('says why the server wants no camera, and that a line was lost', async () => {
  const client = await signedIn();
  const refused = await client.openCamera();
  server.sees = (_, heard) => heard.ended(new ChatError('forbidden', 'Not for you.'));
  await expect(refused.show(picture)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(refused.show(picture)).rejects.toMatchObject({ code: 'forbidden' });

  const lost = await client.openCamera();
  server.sees = () => server.cut();
  await expect(lost.show(picture)).rejects.toMatchObject({ code: 'offline' });
  await eventually(() => expect(server.open.size).toBe(1));
});
