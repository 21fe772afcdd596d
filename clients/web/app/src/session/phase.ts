import { computed, signal } from '@preact/signals';
import type { ServerInfo, User } from './contract';

/** Whether somebody is signed in on this device. */
export const phase = signal<'starting' | 'signedOut' | 'signedIn'>('starting');

export const me = signal<User | null>(null);
export const myId = computed(() => me.value?.id ?? '');
export const isAdmin = computed(() => me.value?.role === 'admin');

/** The connection, as the strip tells of it. */
export const line = signal<'connecting' | 'syncing' | 'online' | 'waiting' | 'offline'>('connecting');

/** How many messages wait to be sent. */
export const unsent = signal(0);
export const storageFull = signal(false);
/** The session ended by itself and not by the button. */
export const wasSignedOut = signal(false);

export const serverInfo = signal<ServerInfo | null>(null);
