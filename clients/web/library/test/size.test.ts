import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { expect, it } from 'vitest';

const most = 60 * 1_024;

it('is below 60 KB compressed, with SignalR and MessagePack', async () => {
  const built = await build({
    configFile: false, logLevel: 'silent',
    build: { write: false, minify: true, lib: { entry: new URL('../src/index.ts', import.meta.url).pathname, formats: ['es'] } },
  }) as Rolldown.RolldownOutput[];
  const chunks = built.flatMap(({ output }) => output).flatMap((one) => (one.type === 'chunk' ? one.code : []));
  const bytes = chunks.reduce((sum, code) => sum + gzipSync(code).length, 0);

  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(most);
  console.log(`The library is ${bytes} bytes compressed.`);
});
