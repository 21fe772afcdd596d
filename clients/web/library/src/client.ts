import { chatErrorOf } from './asking/refusals.ts';
import type { RestMethod } from './asking/rest.ts';
import { aborted, linked, unlessAborted } from './asking/waiting.ts';
import { ChatError } from './chatError.ts';
import type { ConnectionStatus } from './connecting/connectionStatus.ts';
import { Device } from './device.ts';
import { download, isOwn, type DownloadOptions } from './files/download.ts';
import { upload, type UploadOptions } from './files/upload.ts';
import type {
  Attachment, ChatEvents, ChatHub, Conversation, CreateConversationRequest, Id, LoginRequest, Message, Presence, PresenceStatus,
  RegisterUserRequest, SearchMessagesRequest, SearchPage, SendFrameRequest, ServerInfo, Session, UpdateProfileRequest, User,
} from './generated/contract.ts';
import type { Camera } from './looking/camera.ts';
import { openCamera } from './looking/openCamera.ts';
import type { ChatClientOptions } from './options.ts';
import type { StorageStatus } from './saving/storageStatus.ts';
import type { Draft, OutgoingMessage } from './sending/outgoingMessage.ts';
import type { ConversationState, UnreadTotals } from './storing/conversationState.ts';
import type { History } from './storing/history.ts';
import { createHistoryLoading, type HistoryLoading, type LoadedPage } from './storing/loadingHistory.ts';
import type { Readable, Unsubscribe } from './telling/readable.ts';

/**
 * A device of a user. It keeps a connection while somebody is signed in, knows every conversation as the server does, and sends what is
 * written also when it was offline at the time. Several tabs of one browser may each have one: they share the session, the outbox and
 * what is kept. Whatever fails is a `ChatError`.
 */
export class ChatClient {
  readonly #device: Device;
  readonly #loading: HistoryLoading;

  constructor(options: ChatClientOptions = {}) {
    this.#device = new Device(options);
    this.#loading = createHistoryLoading(this.#device.store, this.#device.current.hub);
  }

  // ---- Reading. Every value is immutable; ask for the same readable again and you get the same one.

  get status(): Readable<ConnectionStatus> { return this.#device.status; }

  /** Who is signed in. */
  get user(): Readable<User | undefined> { return this.#device.user; }

  /** What the server is and can do, once it was reached. */
  get server(): Readable<ServerInfo | undefined> { return this.#device.server; }

  get storage(): Readable<StorageStatus> { return this.#device.storage; }

  /** All conversations, latest activity first. */
  get conversations(): Readable<readonly ConversationState[]> { return this.#device.views.conversations; }

  get unread(): Readable<UnreadTotals> { return this.#device.views.unread; }

  conversation(conversationId: Id): Readable<ConversationState | undefined> { return this.#device.views.conversation(conversationId); }

  /** The messages that are here. */
  history(conversationId: Id): Readable<History> { return this.#device.views.history(conversationId); }

  /** What is written here and not acknowledged, in the order it was written; shown after the history. */
  outgoing(conversationId: Id): Readable<readonly OutgoingMessage[]> { return this.#device.outgoing.of(conversationId); }

  /** Who else is writing; it ends by itself. */
  typing(conversationId: Id): Readable<readonly User[]> { return this.#device.typing.of(conversationId); }

  /** Asked of the server when the first subscribes, and again after each connect. */
  presence(userId: Id): Readable<Presence | undefined> { return this.#device.presences.of(userId); }

  /** Hears the server's events after they were taken, as they come. */
  on<E extends keyof ChatEvents>(event: E, heard: (told: ChatEvents[E]) => void): Unsubscribe { return this.#device.listeners.on(event, heard); }

  /** The server's time, in milliseconds; a clock of this device that is wrong does no harm. */
  now(): number { return this.#device.clock.now(); }

  // ---- Connecting

  /** Loads what was kept and begins to connect. Ends when what was kept can be read, offline too. */
  connect(): Promise<void> { return this.#device.open(); }

  /** Does not wait for the next attempt. */
  reconnect(): void { this.#device.loop.hurry(); }

  /** Ends when nothing is known to be missing. */
  async whenCurrent(signal?: AbortSignal): Promise<void> {
    const { status } = this.#device;
    const either = linked(this.#device.signal, signal);
    let end: Unsubscribe = () => undefined;
    try {
      await unlessAborted(new Promise<void>((resolve) => {
        end = status.subscribe(({ isCurrent }) => { if (isCurrent) { resolve(); } });
        if (status.value.isCurrent) { resolve(); }
      }), either.signal);
    } finally {
      end();
      either.abort();
    }
  }

  /** Ends the connection and keeps what is known; this client is done. */
  close(): Promise<void> { return this.#device.close(); }

  // ---- Sessions, by REST

  /** Makes an account and signs it in. */
  register(request: RegisterUserRequest): Promise<User> { return this.#enter('api/auth/register', request); }

  logIn(request: LoginRequest): Promise<User> { return this.#enter('api/auth/login', request); }

  /** With a session from elsewhere, which nobody else uses from here on. */
  async signIn(session: Session): Promise<User> {
    await this.connect();
    const { keeper } = this.#device;
    if (!keeper) { throw new ChatError('invalid', 'This client takes its tokens from the site, so nobody signs in here.'); }
    await keeper.take(session);
    return session.user;
  }

  /**
   * Signs every tab of this browser out and removes what is kept of this user, also when the server cannot be told. With `everywhere` an
   * error says that the other devices are still signed in.
   */
  async logOut({ everywhere = false }: { everywhere?: boolean } = {}): Promise<void> {
    await this.connect();
    const { keeper, rest } = this.#device;
    const refreshToken = keeper?.session?.refreshToken;
    const telling = everywhere
      ? this.rest('POST', 'api/auth/logout', { everywhere })
      : refreshToken && rest.ask('POST', 'api/auth/logout', { refreshToken }, undefined).catch(() => undefined);
    const told = Promise.resolve(telling).then(() => undefined, (failure: unknown) => chatErrorOf(failure));

    // The token is needed for this one; otherwise nobody waits for the server.
    const failure = everywhere ? await told : undefined;
    await this.#device.forget();
    await told;
    if (failure && failure.code !== 'unauthenticated') { throw failure; }
  }

  // ---- Writing

  /** Takes a message to be sent; ends when it is in the outbox, and kept. */
  send(conversationId: Id, draft: Draft | string): Promise<OutgoingMessage> {
    this.#device.typingOut.set(conversationId, false);
    return this.#device.outbox.add(conversationId, typeof draft === 'string' ? { content: draft } : draft);
  }

  /** The message as the server has it; a refusal for good is a `ChatError`. */
  whenSent(clientMessageId: string): Promise<Message> { return this.#device.outbox.whenSent(clientMessageId); }

  /** Sends one again that was refused. */
  retry(clientMessageId: string): Promise<void> { return this.#device.outbox.retry(clientMessageId); }

  /** Takes one out of the outbox; one that is being sent may arrive all the same. */
  discard(clientMessageId: string): Promise<void> { return this.#device.outbox.remove(clientMessageId); }

  // ---- The assistant. A reply is a message of the history: `streaming` while it is written, and its text grows.

  /** Ends what is written there; what was said so far stays. */
  stopReply(conversationId: Id, signal?: AbortSignal): Promise<void> {
    return this.#repeat((hub) => hub.stopReply({ conversationId }), signal);
  }

  /** The same question once more; the reply is written again in its place. Asked once. */
  async regenerateReply(messageId: Id): Promise<Message> {
    const restarted = await this.hub.regenerateReply({ messageId });
    this.#device.store.keep([restarted]);
    return restarted;
  }

  // These are asked over as many connections as it takes, until they are answered; `signal` ends that.

  edit(messageId: Id, content: string, signal?: AbortSignal): Promise<Message> {
    return this.#change((hub) => hub.editMessage({ messageId, content }), signal);
  }

  delete(messageId: Id, signal?: AbortSignal): Promise<Message> { return this.#change((hub) => hub.deleteMessage({ messageId }), signal); }

  react(messageId: Id, emoji: string, on: boolean, signal?: AbortSignal): Promise<Message> {
    return this.#change((hub) => hub.react({ messageId, emoji, on }), signal);
  }

  mute(conversationId: Id, muted: boolean, signal?: AbortSignal): Promise<void> {
    return this.#repeat((hub) => hub.muteConversation({ conversationId, muted }), signal);
  }

  /** For this user alone. */
  clearHistory(conversationId: Id, signal?: AbortSignal): Promise<void> {
    return this.#repeat((hub) => hub.clearHistory({ conversationId }), signal);
  }

  /** Read up to this seq. Shown at once, and told to the server soon, the furthest one only. */
  markRead(conversationId: Id, seq: number): void { this.#device.readMarks.mark(conversationId, seq); }

  /** Call it at every key; the server hears of it seldom. It ends by itself, and with the message. */
  setTyping(conversationId: Id, isTyping: boolean): void { this.#device.typingOut.set(conversationId, isTyping); }

  // ---- History

  /** The messages before the oldest that is here without a gap up to `before` (or up to the newest). */
  loadOlder(conversationId: Id, options?: { before?: number; limit?: number }): Promise<LoadedPage> {
    return this.#loading.older(conversationId, options);
  }

  /** The messages that are missing after `after`. */
  loadNewer(conversationId: Id, options: { after: number; limit?: number }): Promise<LoadedPage> {
    return this.#loading.newer(conversationId, options);
  }

  /** For a jump: the messages around a seq. */
  loadAround(conversationId: Id, seq: number, limit?: number): Promise<LoadedPage> { return this.#loading.around(conversationId, seq, limit); }

  search(request: SearchMessagesRequest): Promise<SearchPage> { return this.hub.searchMessages(request); }

  // ---- Conversations and people. These, and all of `hub`, are asked once; with `offline` nobody knows what came of it.

  findUsers(query: string, limit?: number): Promise<readonly User[]> { return this.hub.findUsers({ query, limit }); }

  async createConversation(request: CreateConversationRequest): Promise<Conversation> {
    const made = await this.hub.createConversation(request);
    this.#device.store.adopt([made]);
    return made;
  }

  renameConversation(conversationId: Id, title: string): Promise<Conversation> { return this.hub.renameConversation({ conversationId, title }); }

  addParticipants(conversationId: Id, userIds: readonly Id[]): Promise<Conversation> { return this.hub.addParticipants({ conversationId, userIds }); }

  removeParticipant(conversationId: Id, userId: Id): Promise<void> { return this.hub.removeParticipant({ conversationId, userId }); }

  async leave(conversationId: Id): Promise<void> {
    const userId = this.user.value?.id;
    if (!userId) { throw new ChatError('unauthenticated', 'Nobody is signed in.'); }
    await this.removeParticipant(conversationId, userId);
  }

  deleteConversation(conversationId: Id): Promise<void> { return this.hub.deleteConversation({ conversationId }); }

  async updateProfile(request: UpdateProfileRequest): Promise<User> { return await this.#know(await this.hub.updateProfile(request)); }

  /** Asks for the own profile again, such as after a face was enrolled. */
  async refreshUser(): Promise<User> { return await this.#know(await this.hub.getMe()); }

  setStatus(status: PresenceStatus): Promise<void> { return this.hub.setStatus({ status }); }

  /** Every method of the server, over the open connection or the next one. */
  get hub(): ChatHub { return this.#device.current.hub; }

  /** A call of REST with the token: parsed JSON, or `undefined` for an empty answer. A `Blob` is sent as it is, anything else as JSON. */
  rest<T>(method: RestMethod, path: string, body?: object | Blob): Promise<T> {
    return this.#device.authorized((token) => this.#device.rest.ask<T>(method, path, body, token));
  }

  // ---- Faces

  /**
   * Begins to show the server what a camera sees. When nobody is signed in it has a connection of its own, on which the face may sign
   * somebody in: this client then is theirs, as after `logIn`.
   */
  async openCamera(request: SendFrameRequest = {}): Promise<Camera> {
    await this.connect();
    return await openCamera(this.#device, request, (session) => this.signIn(session));
  }

  // ---- Files

  /** Uploads at once, outside of the outbox. */
  upload(file: Blob, options: UploadOptions = {}): Promise<Attachment> {
    return this.#device.authorized((token) => upload(this.#device.rest, token ?? '', file, options));
  }

  /** The bytes at an address that an attachment names (`url`, `thumbnailUrl`); for pictures, with `URL.createObjectURL`. */
  download(url: string, options: DownloadOptions = {}): Promise<Blob> {
    return this.#device.authorized((token) => download(this.#device.rest, token ?? '', url, options));
  }

  /**
   * An address that a player or a link can open as it is. It holds the access token, which is renewed first when it is about to end:
   * show and log it nowhere.
   */
  async fileUrl(url: string): Promise<string> {
    const { rest, sessions } = this.#device;
    const address = rest.resolve(url);
    if (isOwn(rest, url)) { address.searchParams.set('access_token', await sessions.accessToken()); }
    return address.href;
  }

  /** An address of this server (`avatarUrl`) made whole. */
  absolute(url: string): string { return this.#device.rest.resolve(url).href; }

  async #enter(path: string, request: object): Promise<User> {
    await this.connect();
    return await this.signIn(await this.#device.rest.ask<Session>('POST', path, request, undefined));
  }

  async #know(user: User): Promise<User> {
    if (this.#device.keeper) { await this.#device.keeper.know(user); } else { this.#device.user.set(user); }
    return user;
  }

  async #change(call: (hub: ChatHub) => Promise<Message>, signal?: AbortSignal): Promise<Message> {
    const changed = await this.#repeat(call, signal);
    this.#device.store.keep([changed]);
    return changed;
  }

  async #repeat<T>(call: (hub: ChatHub) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) { throw aborted(); }
    const either = linked(this.#device.signal, signal);
    try { return await this.#device.current.repeat(call, either.signal); } finally { either.abort(); }
  }
}
