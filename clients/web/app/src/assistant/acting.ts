import { orSay } from '../messages/acting';
import { go } from '../navigation/place';
import { client } from '../session/client';
import type { Id, Message } from '../session/contract';
import { ChatError } from '@chat/client';
import { codeOf, explain } from '../session/refusals';
import { language, words } from '../words';

/** A new conversation with the assistant; its first exchange names it. */
export async function talk(): Promise<boolean> {
  return await orSay((async () => {
    const made = await client.createConversation({ kind: 'assistant' });
    go(`/c/${made.id}`);
  })());
}

export async function stop(conversationId: Id): Promise<boolean> { return await orSay(client.stopReply(conversationId)); }

export async function again(message: Message): Promise<boolean> { return await orSay(client.regenerateReply(message.id)); }

/** Why there is no suggestion or summary. */
export function explainWriting(failure: unknown): string {
  if (codeOf(failure) === 'unavailable' && !(language.value === 'en' && failure instanceof ChatError && failure.message)) { return words().assistant.unavailable; }
  return explain(failure);
}
