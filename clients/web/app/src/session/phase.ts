import { computed, signal } from '@preact/signals';
import { client } from './client';
import type { ServerInfo } from './contract';
import { live } from './live';

/** Set when what was kept can be read. */
export const started = signal(false);

const status = computed(() => live(client.status).value);

/** Whether somebody is signed in on this device. */
export const phase = computed(() => !started.value ? 'starting' : live(client.user).value ? 'signedIn' : 'signedOut');

export const me = computed(() => live(client.user).value ?? null);
export const myId = computed(() => me.value?.id ?? '');
export const isAdmin = computed(() => me.value?.role === 'admin');

const browserIsOnline = signal(navigator.onLine);
addEventListener('online', () => { browserIsOnline.value = true; });
addEventListener('offline', () => { browserIsOnline.value = false; });

/** The connection, as the strip tells of it. */
export const line = computed(() => {
  const { state, isCurrent } = status.value;
  if (state === 'online') { return isCurrent ? 'online' : 'syncing'; }
  if (!browserIsOnline.value) { return 'offline'; }
  return state === 'offline' ? 'waiting' : 'connecting';
});

export const storageFull = computed(() => live(client.storage).value.error?.code === 'storage_full');

/** The session ended by itself and not by the button. */
export const wasSignedOut = computed(() => {
  const { state, cause } = status.value;
  return state === 'signedOut' && (cause?.code === 'unauthenticated' || cause?.code === 'expired');
});

const toldBefore = signal<ServerInfo | null>(null);

export const serverInfo = computed(() => live(client.server).value ?? toldBefore.value);

/** For the door: what the server says to whoever is not signed in. */
export async function askServer(): Promise<void> {
  if (toldBefore.peek()) { return; }
  const answer = await fetch('/api/info').catch(() => undefined);
  if (answer?.ok) { toldBefore.value = await answer.json() as ServerInfo; }
}
