import { effect } from '@preact/signals';
import type { RegisterUserRequest, UpdateProfileRequest } from '@chat/client';
import { loadDrafts } from '../conversations/drafts';
import { client } from './client';
import { myId, started } from './phase';

export async function start(): Promise<void> {
  effect(() => { if (myId.value) { loadDrafts(); } });
  try { await client.connect(); } finally { started.value = true; }
}

export async function signIn(username: string, password: string): Promise<void> { await client.logIn({ username, password }); }
export async function register(request: RegisterUserRequest): Promise<void> { await client.register(request); }
export async function signOut(): Promise<void> { await client.logOut(); }
export async function signOutEverywhere(): Promise<void> { await client.logOut({ everywhere: true }); }
export async function updateProfile(request: UpdateProfileRequest): Promise<void> { await client.updateProfile(request); }
export function connectNow(): void { client.reconnect(); }
