import { signal, type ReadonlySignal } from '@preact/signals';
import type { Readable, Unsubscribe } from '@chat/client';

const known = new WeakMap<object, ReadonlySignal<unknown>>();

/** A readable of the library as a signal, subscribed to while something on the screen reads it. */
export function live<T>(readable: Readable<T>): ReadonlySignal<T> {
  const had = known.get(readable) as ReadonlySignal<T> | undefined;
  if (had) { return had; }
  let end: Unsubscribe | undefined;
  const made = signal(readable.value, {
    watched() {
      end = readable.subscribe(value => { made.value = value; });
      made.value = readable.value;
    },
    unwatched() { end?.(); },
  });
  known.set(readable, made);
  return made;
}
