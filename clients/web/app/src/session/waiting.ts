import { effect } from '@preact/signals';
import { line } from './phase';

/** Ends when there is a connection. */
export function whenOnline(end: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let stop = () => {};
    const finish = (go: () => void) => { queueMicrotask(() => stop()); go(); };
    end.addEventListener('abort', () => finish(() => reject(end.reason as Error)), { once: true });
    stop = effect(() => { if (line.value === 'online' || line.value === 'syncing') { finish(resolve); } });
    if (end.aborted) { finish(() => reject(end.reason as Error)); }
  });
}
