import { tell } from '../design/toasts';
import type { Message } from '../session/contract';
import { client } from '../session/client';
import { explain } from '../session/refusals';
import { words } from '../words';

/** What is done to messages that are there. A refusal is said; the store follows what the server tells. */
export async function react(message: Message, emoji: string, on: boolean): Promise<void> {
  await orSay(client.react(message.id, emoji, on));
}

export async function remove(message: Message): Promise<void> {
  if (confirm(words().message.deleteSure)) { await orSay(client.delete(message.id)); }
}

export async function edit(message: Message, content: string): Promise<boolean> {
  return await orSay(client.edit(message.id, content));
}

export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  tell(words().copied);
}

export async function orSay(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (failure) {
    tell(explain(failure));
    return false;
  }
}
