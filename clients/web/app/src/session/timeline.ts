import type { ReadonlySignal } from '@preact/signals';
import type { Attachment, Id, Message } from './contract';

/** What was written here and is not acknowledged yet. */
export interface Outgoing {
  clientMessageId: string;
  conversationId: Id;
  content: string;
  type: Message['type'];
  replyTo: Id | undefined;
  attachments: readonly Attachment[];
  state: 'waiting' | 'sending' | 'refused';
  /** Why the server will not have it. */
  refusal: unknown;
  createdAt: string;
}

/** The messages of one conversation as far as this device has them. Their seqs have no gaps, so a row is a seq. */
export interface Timeline {
  /** Rises with every change of what is below. */
  readonly version: ReadonlySignal<number>;
  /** The first seq that is shown to the reader; what is before was cleared. */
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly pending: readonly Outgoing[];
  readonly failure: unknown;
  message(seq: number): Message | undefined;
  find(id: Id): Message | undefined;
  /** Fetches what is missing between these seqs. */
  want(from: number, to: number): void;
  /** Fetches a message that is known by its id alone. */
  retry(): void;
}
