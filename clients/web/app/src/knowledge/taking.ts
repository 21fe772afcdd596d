import { signal } from '@preact/signals';
import type { KnowledgeDocument } from '../session/contract';
import { explain } from '../session/refusals';
import { rest } from '../session/rest';

/** A file on its way into the knowledge. */
export interface Taken { id: number; name: string; state: 'waiting' | 'reading' | 'refused'; problem: string }

export const taken = signal<readonly Taken[]>([]);

let next = 1;
let line: Promise<unknown> = Promise.resolve();

/** One after the other: each is read, divided and indexed before the server answers. */
export function take(files: Iterable<File>, kept: (document: KnowledgeDocument) => void): void {
  for (const file of files) {
    const id = next++;
    taken.value = [...taken.value, { id, name: file.name, state: 'waiting', problem: '' }];
    line = line.then(async () => {
      change(id, { state: 'reading' });
      try {
        kept(await keepFile(file));
        dismiss(id);
      } catch (failure) { change(id, { state: 'refused', problem: explain(failure) }); }
    });
  }
}

export function dismiss(id: number): void { taken.value = taken.value.filter(one => one.id !== id); }

/** A new document, or another one in the place of this. */
export function keepFile(file: File, replaced?: KnowledgeDocument): Promise<KnowledgeDocument> {
  const name = `name=${encodeURIComponent(file.name)}`;
  return replaced ? rest('PUT', `/api/knowledge/${replaced.id}?${name}`, file) : rest('POST', `/api/knowledge?${name}`, file);
}

export function keepText(title: string, text: string): Promise<KnowledgeDocument> {
  return rest('POST', `/api/knowledge?title=${encodeURIComponent(title)}`, new Blob([text], { type: 'text/markdown' }));
}

function change(id: number, now: Partial<Taken>): void {
  taken.value = taken.value.map(one => one.id === id ? { ...one, ...now } : one);
}
