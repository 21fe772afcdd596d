import type { ConnectionStatus } from './connecting/connectionStatus.ts';
import type {
  Attachment, ChatEvents, ChatHub, Conversation, CreateConversationRequest, Id, LoginRequest, Message, Presence, PresenceStatus,
  RegisterUserRequest, SearchMessagesRequest, SearchPage, ServerInfo, Session, UpdateProfileRequest, User,
} from './generated/contract.ts';
import type { ChatClientOptions } from './options.ts';
import type { StorageStatus } from './saving/storageStatus.ts';
import type { Draft, OutgoingMessage } from './sending/outgoingMessage.ts';
import type { ConversationState, UnreadTotals } from './storing/conversationState.ts';
import type { History } from './storing/history.ts';
import type { Readable, Unsubscribe } from './telling/readable.ts';

/** How a page of older or newer messages, or a jump, went. */
export interface LoadedPage {
  /** How many came that were not here. */
  readonly added: number;
  /** Whether there are more in that direction (after a jump: in either). */
  readonly hasMore: boolean;
}

export interface UploadOptions {
  /** For a `Blob`; a `File` has its own. */
  readonly name?: string | undefined;
  readonly onProgress?: ((sentBytes: number, allBytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A device of a user. It keeps a connection while somebody is signed in, knows every conversation as the server does, and sends what is
 * written also when it was offline at the time. Several tabs of one browser may each have one: they share the session, the outbox and
 * what is kept. Whatever fails is a `ChatError`.
 */
export declare class ChatClient {
  constructor(options?: ChatClientOptions);

  // ---- Reading. Every value is immutable; ask for the same readable again and you get the same one.

  readonly status: Readable<ConnectionStatus>;

  /** Who is signed in. */
  readonly user: Readable<User | undefined>;

  /** What the server is and can do, once it was reached. */
  readonly server: Readable<ServerInfo | undefined>;

  readonly storage: Readable<StorageStatus>;

  /** All conversations, latest activity first. */
  readonly conversations: Readable<readonly ConversationState[]>;

  readonly unread: Readable<UnreadTotals>;

  conversation(conversationId: Id): Readable<ConversationState | undefined>;

  /** The messages that are here; they stay here at least while somebody subscribes. */
  history(conversationId: Id): Readable<History>;

  /** What is written here and not acknowledged, in the order it was written; shown after the history. */
  outgoing(conversationId: Id): Readable<readonly OutgoingMessage[]>;

  /** Who else is writing; it ends by itself. */
  typing(conversationId: Id): Readable<readonly User[]>;

  /** Asked of the server when the first subscribes, and again after each connect. */
  presence(userId: Id): Readable<Presence | undefined>;

  /** Hears the server's events after they were applied, as they come. */
  on<E extends keyof ChatEvents>(event: E, heard: (told: ChatEvents[E]) => void): Unsubscribe;

  /** The server's time, in milliseconds; a clock of this device that is wrong does no harm. */
  now(): number;

  // ---- Connecting

  /** Loads what was kept and begins to connect. Ends when what was kept can be read, offline too. */
  connect(): Promise<void>;

  /** Does not wait for the next attempt. */
  reconnect(): void;

  /** Ends when nothing is known to be missing. */
  whenCurrent(signal?: AbortSignal): Promise<void>;

  /** Ends the connection and keeps what is known; this client is done. */
  close(): Promise<void>;

  // ---- Sessions, by REST

  /** Makes an account and signs it in. */
  register(request: RegisterUserRequest): Promise<User>;
  logIn(request: LoginRequest): Promise<User>;

  /** With a session from elsewhere, which nobody else uses from here on. */
  signIn(session: Session): Promise<User>;

  /** Signs every tab of this browser out and removes what is kept of this user, also when the server cannot be told. */
  logOut(options?: { everywhere?: boolean }): Promise<void>;

  // ---- Writing

  /** Takes a message to be sent; ends when it is in the outbox, and kept. */
  send(conversationId: Id, draft: Draft | string): Promise<OutgoingMessage>;

  /** The message as the server has it; a refusal for good is a `ChatError`. */
  whenSent(clientMessageId: string): Promise<Message>;

  /** Sends one again that was refused. */
  retry(clientMessageId: string): Promise<void>;

  /** Takes one out of the outbox; one that is being sent may arrive all the same. */
  discard(clientMessageId: string): Promise<void>;

  // These are asked over as many connections as it takes, until they are answered; `signal` ends that.

  edit(messageId: Id, content: string, signal?: AbortSignal): Promise<Message>;
  delete(messageId: Id, signal?: AbortSignal): Promise<Message>;
  react(messageId: Id, emoji: string, on: boolean, signal?: AbortSignal): Promise<Message>;
  mute(conversationId: Id, muted: boolean, signal?: AbortSignal): Promise<void>;

  /** For this user alone. */
  clearHistory(conversationId: Id, signal?: AbortSignal): Promise<void>;

  /** Read up to this seq. Shown at once, and told to the server soon, the furthest one only. */
  markRead(conversationId: Id, seq: number): void;

  /** Call it at every key; the server hears of it seldom. It ends by itself, and with the message. */
  setTyping(conversationId: Id, isTyping: boolean): void;

  // ---- History

  /** The messages before the oldest that is here without a gap up to `before` (or up to the newest). */
  loadOlder(conversationId: Id, options?: { before?: number; limit?: number }): Promise<LoadedPage>;

  /** The messages that are missing after `after`. */
  loadNewer(conversationId: Id, options: { after: number; limit?: number }): Promise<LoadedPage>;

  /** For a jump: the messages around a seq. */
  loadAround(conversationId: Id, seq: number, limit?: number): Promise<LoadedPage>;

  search(request: SearchMessagesRequest): Promise<SearchPage>;

  // ---- Conversations and people. These, and all of `hub`, are asked once; with `offline` nobody knows what came of it.

  findUsers(query: string, limit?: number): Promise<readonly User[]>;
  createConversation(request: CreateConversationRequest): Promise<Conversation>;
  renameConversation(conversationId: Id, title: string): Promise<Conversation>;
  addParticipants(conversationId: Id, userIds: readonly Id[]): Promise<Conversation>;
  removeParticipant(conversationId: Id, userId: Id): Promise<void>;
  leave(conversationId: Id): Promise<void>;
  deleteConversation(conversationId: Id): Promise<void>;
  updateProfile(request: UpdateProfileRequest): Promise<User>;
  setStatus(status: PresenceStatus): Promise<void>;

  /** Every method of the server, over the open connection or the next one. */
  readonly hub: ChatHub;

  /** A call of REST with the token: parsed JSON, or `undefined` for an empty answer. */
  rest<T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<T>;

  // ---- Files

  /** Uploads at once, outside of the outbox. */
  upload(file: Blob, options?: UploadOptions): Promise<Attachment>;

  /** The bytes at an address that an attachment names (`url`, `thumbnailUrl`); for pictures, with `URL.createObjectURL`. */
  download(url: string, options?: { signal?: AbortSignal; onProgress?: (bytes: number, allBytes?: number) => void }): Promise<Blob>;

  /**
   * An address that a player or a link can open as it is. It holds the access token, which is renewed first when it is about to end:
   * show and log it nowhere.
   */
  fileUrl(url: string): Promise<string>;

  /** An address of this server (`avatarUrl`) made whole. */
  absolute(url: string): string;
}
