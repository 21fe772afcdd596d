import { computed, effect, signal } from '@preact/signals';
import { client } from '../session/client';
import type { EmotionUpdate } from '../session/contract';
import { line, myId } from '../session/phase';

/** As long as the server takes a mood for the present one. */
const lifetime = 120_000;

const latest = signal<EmotionUpdate | null>(null);
let ending: ReturnType<typeof setTimeout> | undefined;

/** The own mood just now, from whichever device. */
export const mood = computed(() => latest.value?.userId === myId.value ? latest.value : null);

/** The camera reads it while this page is open. */
export const cameraIsOn = signal(false);

client.on('emotionUpdated', take);

// A device that comes later knows it too.
effect(() => {
  if (line.value !== 'online' || !myId.value) { return; }
  void client.hub.getEmotions({ limit: 1 }).then(([update]) => { if (update) { take(update); } }, () => undefined);
});

effect(() => { if (!myId.value) { forgetMood(); } });

export function forgetMood(): void {
  latest.value = null;
  cameraIsOn.value = false;
}

/** By the server's order and not by the times of arrival. */
function take(update: EmotionUpdate): void {
  const left = Date.parse(update.at) + lifetime - client.now();
  const had = latest.peek();
  if (left <= 0 || (had?.userId === update.userId && (had.order ?? 0) > (update.order ?? 0))) { return; }
  latest.value = update;
  clearTimeout(ending);
  ending = setTimeout(() => { latest.value = null; }, left);
}
