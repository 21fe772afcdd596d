import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const library = new URL('..', import.meta.url).pathname;
const examples = [...readFileSync(join(library, 'README.md'), 'utf8').matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code ?? '');

it('has examples that the compiler takes', () => {
  expect(examples.length).toBeGreaterThanOrEqual(4);
  const folder = mkdtempSync(join(library, 'test/examples-'));
  try {
    examples.forEach((code, at) => writeFileSync(join(folder, `example${at}.ts`), code));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', compilerOptions: { types: ['node'] }, include: ['*.ts'] }));
    const { status, stdout } = spawnSync('node', [join(library, '../node_modules/typescript/bin/tsc'), '--noEmit', '--pretty', 'false', '-p', folder], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  } finally { rmSync(folder, { recursive: true }); }
});
