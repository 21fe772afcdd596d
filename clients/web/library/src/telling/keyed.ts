import type { Batch } from './batching.ts';
import { createSource, type Source, type Watching } from './source.ts';

/** A readable for each key: the same key gives the same one. */
export interface Keyed<K, T> {
  of(key: K): Source<T>;
  changed(keys: Iterable<K>): void;
  /** Everything may be different. */
  allChanged(): void;
}

export function createKeyed<K, T>(read: (key: K) => T, batch: Batch, watching?: (key: K) => Watching): Keyed<K, T> {
  const sources = new Map<K, Source<T>>();
  return {
    of(key) {
      const present = sources.get(key);
      if (present) { return present; }
      const source = createSource(() => read(key), batch, watching?.(key));
      sources.set(key, source);
      return source;
    },
    changed(keys) { for (const key of keys) { sources.get(key)?.changed(); } },
    allChanged() { for (const source of sources.values()) { source.changed(); } },
  };
}
