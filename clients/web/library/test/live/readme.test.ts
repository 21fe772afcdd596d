import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import type { ChatClient } from '../../src/index.ts';
import { closeAll, eventually, newClient } from '../testing/clients.ts';

const address = process.env['CHAT_ADDRESS'] ?? '';
const library = new URL('../..', import.meta.url).pathname;
const folder = mkdtempSync(join(library, 'test/examples-'));
const password = 'correct horse 9 battery';
const username = `ada-${crypto.randomUUID().slice(0, 8)}`;

afterAll(async () => {
  vi.restoreAllMocks();
  await closeAll();
  rmSync(folder, { recursive: true });
});

/** An example of the README as a module, with this server and this user in the place of those it names. */
async function example<T>(at: number, more = ''): Promise<T> {
  const code = [...readFileSync(join(library, 'README.md'), 'utf8').matchAll(/```ts\n(.*?)```/gs)][at]?.[1] ?? '';
  const file = join(folder, `example${at}.ts`);
  writeFileSync(file, code.replace('http://localhost:5000', address.replace(/\/$/, '')).replace("username: 'ada'", `username: '${username}'`) + more);
  return await import(/* @vite-ignore */ file) as T;
}

it('has examples that do what they say', async () => {
  const ada = newClient({ address, storage: 'memory' });
  await ada.register({ username, password });
  const { id } = await ada.createConversation({ kind: 'group', title: 'tea', participantIds: [] });
  const said = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const { client } = await example<{ client: ChatClient }>(0, 'export { client };\n');
  expect(said).toHaveBeenCalledWith('tea', 0);

  const { showConversation } = await example<{ showConversation(client: ChatClient, id: string, show: (lines: string[]) => void): () => void }>(1);
  const { say } = await example<{ say(client: ChatClient, id: string, text: string): Promise<string> }>(2);
  let shown: string[] = [];
  const end = showConversation(ada, id, (lines) => { shown = lines; });
  expect(await say(client, id, 'hello')).toBe('on disk as number 1');
  await eventually(() => expect(shown).toEqual(['1 hello']));
  end();
  expect(await say(client, '0196c0de-0000-7000-8000-00000000dead', 'nobody')).toMatch(/^not_found: /);

  const { openForSite } = await example<{ openForSite(ask: () => Promise<string>): ChatClient }>(3);
  const ofSite = openForSite(async () => new URL(await ada.fileUrl('/api/me')).searchParams.get('access_token') ?? '');
  await ofSite.connect();
  await ofSite.whenCurrent();
  expect(ofSite.user.value?.username).toBe(username);
  await Promise.all([client.close(), ofSite.close()]);
});
