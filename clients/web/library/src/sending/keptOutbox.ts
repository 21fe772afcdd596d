import { ChatError, type ChatErrorCode } from '../chatError.ts';
import type { Id } from '../generated/contract.ts';
import type { Database } from '../saving/database.ts';
import type { OutgoingMessage } from './outgoingMessage.ts';

/** One message of the outbox as IndexedDB has it. */
interface KeptMessage {
  readonly clientMessageId: string;
  readonly userId: Id;
  readonly order: number;
  readonly message: Omit<OutgoingMessage, 'error' | 'isKept' | 'state'>;
  readonly failure?: { readonly code: ChatErrorCode; readonly sentence: string };
}

/** A message with its place: smaller ones are sent first. */
export interface Ordered {
  readonly order: number;
  readonly message: OutgoingMessage;
}

export async function readOutbox(database: Database, userId: Id): Promise<Ordered[]> {
  const all = await database.all('outbox') as KeptMessage[];
  return all.filter((kept) => kept.userId === userId).sort((a, b) => a.order - b.order).map(({ order, message, failure }) => ({
    order,
    message: {
      ...message, isKept: true, state: failure ? 'refused' : 'waiting',
      ...(failure ? { error: new ChatError(failure.code, failure.sentence) } : {}),
    },
  }));
}

export async function writeOutbox(database: Database, userId: Id, { order, message }: Ordered): Promise<void> {
  const { error, isKept: _, state: __, ...rest } = message;
  const kept: KeptMessage = {
    clientMessageId: message.clientMessageId, userId, order, message: rest,
    ...(error ? { failure: { code: error.code, sentence: error.message } } : {}),
  };
  await database.write(['outbox'], (store) => store('outbox').put(kept));
}

export const deleteOutgoing = (database: Database, clientMessageId: string): Promise<void> =>
  database.write(['outbox'], (store) => store('outbox').delete(clientMessageId));
