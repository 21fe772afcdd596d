import { signal } from '@preact/signals';
import type { Id, Presence, User } from './contract';
import { conversationOf } from './conversations';
import { hub } from './hub';
import { myId } from './phase';
import { words } from '../words';

const presence = signal<ReadonlyMap<Id, Presence>>(new Map());
const typing = signal<ReadonlyMap<Id, readonly { user: User; until: number }[]>>(new Map());
const asked = new Set<Id>();
let asking: Id[] = [];

export function presenceOf(userId: Id): Presence | undefined {
  if (!asked.has(userId)) {
    asked.add(userId);
    if (asking.push(userId) === 1) { setTimeout(ask, 50); }
  }
  return presence.value.get(userId);
}

function ask(): void {
  const ids = asking.slice(0, 200);
  asking = asking.slice(200);
  if (asking.length > 0) { setTimeout(ask, 50); }
  hub().getPresence({ userIds: ids }).then(all => takePresence(all), () => { for (const id of ids) { asked.delete(id); } });
}

export function takePresence(all: readonly Presence[]): void {
  const next = new Map(presence.peek());
  for (const one of all) { next.set(one.userId, one); }
  presence.value = next;
}

export function typingIn(conversationId: Id): User[] {
  return (typing.value.get(conversationId) ?? []).map(one => one.user);
}

const lasts = 7_000;

export function takeTyping({ conversationId, user, isTyping }: { conversationId: Id; user: User; isTyping: boolean }): void {
  if (user.id === myId.value) { return; }
  const others = (typing.peek().get(conversationId) ?? []).filter(one => one.user.id !== user.id);
  typing.value = new Map(typing.peek()).set(conversationId, isTyping ? [...others, { user, until: Date.now() + lasts }] : others);
  if (isTyping) { setTimeout(() => dropTyping(conversationId), lasts + 50); }
}

function dropTyping(conversationId: Id): void {
  const still = (typing.peek().get(conversationId) ?? []).filter(one => one.until > Date.now());
  typing.value = new Map(typing.peek()).set(conversationId, still);
}

const told = new Map<Id, number>();

/** Tells the others, not more often than they need. */
export function setTyping(conversationId: Id): void {
  const now = Date.now();
  if (now - (told.get(conversationId) ?? 0) < 3_000) { return; }
  told.set(conversationId, now);
  hub().setTyping({ conversationId, isTyping: true }).catch(() => undefined);
}

export function nameOf(conversationId: Id, userId: Id): string {
  return conversationOf(conversationId)?.participants.find(one => one.user.id === userId)?.user.displayName ?? words().presence.offline;
}
