import type { Batch } from './batching.ts';
import type { Readable, Unsubscribe } from './readable.ts';

/** A readable whose value is asked for anew; whoever changes it says so. */
export interface Source<T> extends Readable<T> {
  changed(): void;
  readonly isWatched: boolean;
}

export interface Watching {
  begun?(): void;
  ended?(): void;
}

export function createSource<T>(read: () => T, batch: Batch, watching: Watching = {}): Source<T> {
  const listeners = new Set<{ readonly hear: (value: T) => void }>();
  let told: T;

  const tell = (): void => {
    const value = read();
    if (Object.is(value, told)) { return; }
    told = value;
    for (const listener of [...listeners]) { listener.hear(value); }
  };

  return {
    get value() { return read(); },
    get isWatched() { return listeners.size > 0; },
    changed() {
      if (listeners.size > 0) { batch.add(tell); }
    },
    subscribe(hear): Unsubscribe {
      const listener = { hear };
      if (listeners.size === 0) { told = read(); }
      listeners.add(listener);
      if (listeners.size === 1) { watching.begun?.(); }
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) { watching.ended?.(); }
      };
    },
  };
}

/** One that holds its value. */
export interface Cell<T> extends Source<T> {
  set(value: T): void;
}

export function createCell<T>(first: T, batch: Batch): Cell<T> {
  let held = first;
  const source = createSource(() => held, batch);
  return {
    get value() { return held; },
    get isWatched() { return source.isWatched; },
    changed: () => source.changed(),
    subscribe: (hear) => source.subscribe(hear),
    set(value) {
      held = value;
      source.changed();
    },
  };
}
