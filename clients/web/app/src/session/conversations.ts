import { computed } from '@preact/signals';
import { client } from './client';
import type { Conversation, Id } from './contract';
import { live } from './live';
import { line } from './phase';
import { Timeline } from './timeline';

export const conversations = computed(() => live(client.conversations).value);
export const listLoaded = computed(() => line.value === 'online' || conversations.value.length > 0);
export const listFailed = computed(() => (line.value === 'waiting' || line.value === 'offline') && conversations.value.length === 0);

export function conversationOf(id: Id): Conversation | undefined { return live(client.conversation(id)).value; }

export function openTimeline(id: Id): Timeline { return new Timeline(id); }

/** Whether it is there at all, for an address that somebody followed. */
export async function askForConversation(id: Id): Promise<void> { await client.hub.getConversation({ conversationId: id }); }

/** Everything written here that the server does not have yet. */
export function countUnsent(): number {
  return client.conversations.value.reduce((sum, one) => sum + client.outgoing(one.id).value.length, 0);
}
