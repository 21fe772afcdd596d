import { client } from './client';
import type { Id, Presence, User } from './contract';
import { conversationOf } from './conversations';
import { live } from './live';

export function presenceOf(userId: Id): Presence | undefined { return live(client.presence(userId)).value; }

export function typingIn(conversationId: Id): readonly User[] { return live(client.typing(conversationId)).value; }

export function nameOf(conversationId: Id, userId: Id): string {
  return conversationOf(conversationId)?.participants.find(one => one.user.id === userId)?.user.displayName ?? '…';
}
