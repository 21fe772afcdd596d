import { ChatError, type Camera } from '@chat/client';
import { client } from '../session/client';
import type { FrameResult, SendFrameRequest } from '../session/contract';
import { Lens, LensError } from './lens';

/** Five frames a second are plenty to follow a face. */
const between = 200;
const again = 2_000;

export interface Watching {
  readonly video: HTMLVideoElement;
  readonly request: SendFrameRequest;
  readonly signal: AbortSignal;

  /** Nothing is shown meanwhile, and the camera stays. */
  isPaused(): boolean;
  opened(camera: Camera | undefined): void;
  seen(result: FrameResult): void;
}

/** Shows the server what the camera sees until it is called off. Ends with an error that says why there is nothing to be seen. */
export async function watch(watching: Watching): Promise<void> {
  const lens = await Lens.open(watching.video);
  try {
    while (!watching.signal.aborted) {
      if (!lens.hasPicture) { throw new LensError('busy'); }
      try { await showFrames(lens, watching); } catch (failure) {
        if (watching.signal.aborted) { return; }

        // A lost line comes back by itself, for whoever is signed in.
        if (!(failure instanceof ChatError) || failure.code !== 'offline' || !client.user.value) { throw failure; }
        await pause(again, watching.signal);
      }
    }
  } finally { lens.close(); }
}

async function showFrames(lens: Lens, { request, signal, isPaused, opened, seen }: Watching): Promise<void> {
  if (signal.aborted) { return; }
  const camera = await client.openCamera(request);
  const off = () => void camera.close();
  signal.addEventListener('abort', off);
  try {
    opened(camera);
    while (!signal.aborted && lens.hasPicture) {
      const since = performance.now();
      if (!document.hidden && !isPaused()) { seen(await camera.show(await lens.grab())); }
      await pause(Math.max(20, between - (performance.now() - since)), signal);
    }
  } finally {
    signal.removeEventListener('abort', off);
    opened(undefined);
    await camera.close();
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => { clearTimeout(timer); signal.removeEventListener('abort', done); resolve(); };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
