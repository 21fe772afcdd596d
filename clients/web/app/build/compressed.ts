import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin, ResolvedConfig } from 'vite';
import { places } from '../src/navigation/names.ts';

interface BuiltFile { path: string; hash: string; immutable: boolean; compressed: boolean }

/** Compresses once what would else be compressed at each visit, and writes down for the server what there is. */
export function compressed(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'chat:compressed',
    apply: 'build',
    enforce: 'post',
    configResolved(resolved) { config = resolved; },
    closeBundle() {
      const folder = join(config.root, config.build.outDir);
      rmSync(join(folder, '.vite'), { recursive: true, force: true });
      const files = listed(folder).sort().map(path => taken(folder, path));
      writeFileSync(join(folder, 'files.json'), JSON.stringify({ places: ['', ...places], files }, null, 1));
    },
  };
}

function listed(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

function taken(folder: string, path: string): BuiltFile {
  const place = join(folder, path);
  const content = readFileSync(place);
  const isText = /\.(js|css|html|svg|json|webmanifest|txt)$/.test(path);
  if (isText) {
    writeFileSync(`${place}.gz`, gzipSync(content, { level: 9 }));
    writeFileSync(`${place}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  }

  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 22);
  return { path, hash, immutable: path.startsWith('assets/'), compressed: isText };
}
