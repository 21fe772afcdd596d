import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Tells the service worker which files make up the app, so that it can be opened without a network. */
export function offline(): Plugin {
  let root = '';
  return {
    name: 'chat:offline',
    apply: 'build',
    config: () => ({
      build: {
        rolldownOptions: {
          input: { app: 'index.html', worker: 'src/offline/worker.ts' },
          output: { entryFileNames: chunk => chunk.name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js' },
        },
      },
    }),
    configResolved(config) { root = config.root; },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const built = Object.keys(bundle).filter(name => name.startsWith('assets/') && !name.endsWith('.map')).sort();
        const fixed = readdirSync(join(root, 'public')).sort();
        const shell = ['/', ...built.map(name => `/${name}`), ...fixed.map(name => `/${name}`)];
        const page = bundle['index.html'];
        const version = createHash('sha256').update(built.join()).update(page?.type === 'asset' ? page.source : '');
        for (const name of fixed) { version.update(readFileSync(join(root, 'public', name))); }

        const worker = bundle['worker.js'];
        if (worker?.type !== 'chunk') { throw new Error('The service worker was not built.'); }
        worker.code = worker.code
          .replace(/(["'`])__SHELL__\1/, JSON.stringify(JSON.stringify(shell)))
          .replace(/(["'`])__VERSION__\1/, JSON.stringify(version.digest('base64url').slice(0, 12)));
        if (worker.code.includes('__SHELL__') || worker.code.includes('__VERSION__')) { throw new Error('The service worker has no place for the list of files.'); }
      },
    },
  };
}
