import type { Tray } from '../files/tray';
import type { Id } from '../session/contract';

/** A recording goes the way of every file, as a message of its own. */
export async function sendVoice(tray: Tray, file: File, replyTo: Id | undefined): Promise<void> {
  const id = tray.addOne(file);
  await tray.send([id], '', replyTo, 'audio');
}
