import type { ChatError } from '../chatError.ts';
import type { Id, MessageType } from '../generated/contract.ts';

/** What is written, to be sent. Without a `type` it follows from the attachments: one picture is an `image`, and so on. */
export interface Draft {
  readonly content: string;
  readonly type?: MessageType | undefined;
  readonly replyTo?: Id | undefined;
  readonly emotion?: string | undefined;
  readonly ifUnansweredSince?: number | undefined;

  /** Kept by the outbox and uploaded before the message is sent. */
  readonly files?: readonly DraftFile[] | undefined;

  /** Uploaded already, or forwarded; they stand before `files`. */
  readonly attachmentIds?: readonly Id[] | undefined;

  /** A new one unless it is given. */
  readonly clientMessageId?: string | undefined;
}

export interface DraftFile {
  readonly file: Blob;
  readonly name: string;
}

/** A file of a message that is on its way. */
export interface OutgoingFile {
  readonly file: Blob;
  readonly name: string;

  /** Of `file.size` bytes. */
  readonly uploadedBytes: number;

  /** There once it is uploaded. */
  readonly attachmentId?: Id | undefined;
}

/** A message that was written here, or in another tab, and that the server has not acknowledged. It never changes. */
export interface OutgoingMessage {
  readonly clientMessageId: string;
  readonly conversationId: Id;
  readonly content: string;
  readonly type: MessageType;
  readonly replyTo?: Id | undefined;
  readonly emotion?: string | undefined;
  readonly ifUnansweredSince?: number | undefined;
  readonly attachmentIds: readonly Id[];
  readonly files: readonly OutgoingFile[];

  /** By the server's clock, in milliseconds. */
  readonly createdAt: number;

  /** A `refused` one stays until it is retried or discarded. */
  readonly state: 'waiting' | 'uploading' | 'sending' | 'refused';

  /** Why it was refused. */
  readonly error?: ChatError | undefined;

  /** Whether it outlives this page; false when the browser's storage is full or there is none. */
  readonly isKept: boolean;
}
