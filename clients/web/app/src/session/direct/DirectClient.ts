import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import {
  ChatError, hubOver, type Attachment, type ChatEvents, type ConnectionStatus, type Draft, type ErrorCode, type History, type LoadedPage, type Presence, type ServerInfo,
  type Session, type StorageStatus, type UploadOptions, type User,
} from '@chat/client';
import type { Client } from '../client';
import { Cell, Cells } from './cell';
import { Outbox } from './outbox';
import { Records } from './records';
import { callRest, callServer } from './restCall';
import { Tokens } from './tokens';
import { uploadFile } from './uploading';

const typingLasts = 6_500;
const typingPause = 3_000;

/** The library's face over one connection, keeping nothing but the session and unsent text. */
export class DirectClient implements Client {
  readonly status = new Cell<ConnectionStatus>({ state: 'connecting', isCurrent: false });
  readonly user = new Cell<User | undefined>(undefined);
  readonly server = new Cell<ServerInfo | undefined>(undefined);
  readonly storage = new Cell<StorageStatus>({ kept: 'memory' });
  readonly hub = hubOver((method, request) => this.invoke(method, request));
  private readonly records = new Records(() => this.user.value?.id, () => void this.sync(), message => this.outbox.acknowledge(message.clientMessageId));
  private readonly outbox = new Outbox({
    userId: () => this.user.value?.id, isOpen: () => this.connection !== null,
    upload: async (file, name, onProgress, signal) => await this.upload(file, { name, onProgress, signal }),
    send: async request => { const sent = await this.hub.sendMessage(request); this.records.keep(sent); return sent; },
  });
  private readonly presences = new Cells<Presence | undefined>(() => undefined, id => this.askPresence(id));
  private readonly typists = new Cells<readonly User[]>(() => []);
  private readonly tokens = new Tokens(session => this.sessionChanged(session));
  private readonly told = new Map<string, number>();
  private asked: string[] = [];
  private connection: HubConnection | null = null;
  private opening = false;
  private syncing: Promise<void> | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  get conversations() { return this.records.list; }
  conversation(id: string) { return this.records.one.of(id); }
  history(id: string): Cell<History> { return this.records.histories.of(id); }
  outgoing(id: string) { return this.outbox.shown.of(id); }
  typing(id: string) { return this.typists.of(id); }
  presence(id: string) { return this.presences.of(id); }

  async connect(): Promise<void> {
    callRest<ServerInfo>('GET', '/api/info').then(info => { this.server.value = info; }, () => undefined);
    addEventListener('online', () => this.reconnect());
    this.sessionChanged(this.tokens.session);
    await Promise.resolve();
  }

  reconnect(): void {
    clearTimeout(this.timer);
    void this.open();
  }

  async register(request: Parameters<Client['register']>[0]): Promise<User> { return this.enter(await callRest<Session>('POST', '/api/auth/register', undefined, request)); }
  async logIn(request: Parameters<Client['logIn']>[0]): Promise<User> { return this.enter(await callRest<Session>('POST', '/api/auth/login', undefined, request)); }

  async logOut(options?: { everywhere?: boolean }): Promise<void> {
    await this.rest('POST', '/api/auth/logout', options ?? {}).catch(() => undefined);
    this.tokens.forget();
  }

  async send(conversationId: string, draft: Draft | string) { return await Promise.resolve(this.outbox.add(conversationId, typeof draft === 'string' ? { content: draft } : draft)); }
  async retry(id: string): Promise<void> { await Promise.resolve(this.outbox.retry(id)); }
  async discard(id: string): Promise<void> { await Promise.resolve(this.outbox.discard(id)); }
  edit(messageId: string, content: string) { return this.kept(this.hub.editMessage({ messageId, content })); }
  delete(messageId: string) { return this.kept(this.hub.deleteMessage({ messageId })); }
  react(messageId: string, emoji: string, on: boolean) { return this.kept(this.hub.react({ messageId, emoji, on })); }
  mute(conversationId: string, muted: boolean) { return this.hub.muteConversation({ conversationId, muted }); }
  clearHistory(conversationId: string) { return this.hub.clearHistory({ conversationId }); }
  search(request: Parameters<Client['search']>[0]) { return this.hub.searchMessages(request); }
  findUsers(query: string, limit?: number) { return this.hub.findUsers({ query, limit }); }
  renameConversation(conversationId: string, title: string) { return this.hub.renameConversation({ conversationId, title }); }
  addParticipants(conversationId: string, userIds: readonly string[]) { return this.hub.addParticipants({ conversationId, userIds }); }
  removeParticipant(conversationId: string, userId: string) { return this.hub.removeParticipant({ conversationId, userId }); }
  leave(conversationId: string) { return this.removeParticipant(conversationId, this.user.value?.id ?? ''); }
  deleteConversation(conversationId: string) { return this.hub.deleteConversation({ conversationId }); }
  setStatus(status: Parameters<Client['setStatus']>[0]) { return this.hub.setStatus({ status }); }

  async createConversation(request: Parameters<Client['createConversation']>[0]) {
    const made = await this.hub.createConversation(request);
    this.records.take(made);
    return made;
  }

  async updateProfile(request: Parameters<Client['updateProfile']>[0]): Promise<User> {
    const user = await this.hub.updateProfile(request);
    const { session } = this.tokens;
    if (session) { this.tokens.hold({ ...session, user }); }
    return user;
  }

  markRead(conversationId: string, seq: number): void {
    if (this.records.readHere(conversationId, seq)) { this.hub.markRead({ conversationId, seq }).catch(() => undefined); }
  }

  setTyping(conversationId: string, isTyping: boolean): void {
    const now = Date.now();
    if (isTyping && now - (this.told.get(conversationId) ?? 0) < typingPause) { return; }
    this.told.set(conversationId, isTyping ? now : 0);
    this.hub.setTyping({ conversationId, isTyping }).catch(() => undefined);
  }

  async loadAround(conversationId: string, seq: number, limit = 50): Promise<LoadedPage> {
    const after = Math.max(0, seq - Math.ceil(limit / 2) - 1);
    const page = await this.hub.getMessages({ conversationId, after, limit });
    return { added: this.records.page(conversationId, page.messages), hasMore: page.hasMore };
  }

  async rest<T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<T> { return await callRest<T>(method, path, await this.tokens.token(), body); }
  async upload(file: Blob, { name = 'file', onProgress, signal }: UploadOptions = {}): Promise<Attachment> { return await uploadFile(await this.tokens.token(), file, name, onProgress, signal); }
  async download(url: string, options?: { signal?: AbortSignal }): Promise<Blob> { return await (await callServer('GET', url, await this.tokens.token(), undefined, options?.signal)).blob(); }
  async fileUrl(url: string): Promise<string> { return `${url}${url.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(await this.tokens.token())}`; }

  private enter(session: Session): User {
    this.tokens.hold(session);
    return session.user;
  }

  private async kept<T extends Parameters<Records['keep']>[0]>(work: Promise<T>): Promise<T> {
    const message = await work;
    this.records.keep(message);
    return message;
  }

  private sessionChanged(session: Session | undefined): void {
    const before = this.user.value;
    this.user.value = session?.user;
    if (!session) {
      this.status.value = { state: 'signedOut', isCurrent: false };
      this.records.clear();
      void this.drop();
    } else if (before?.id !== session.user.id) {
      this.records.clear();
      this.outbox.load();
      void this.drop().then(() => this.open());
    }
  }

  private async drop(): Promise<void> {
    const { connection } = this;
    this.connection = null;
    await connection?.stop();
  }

  private async open(): Promise<void> {
    if (this.connection || this.opening || !this.tokens.session) { return; }
    this.opening = true;
    this.status.value = { state: 'connecting', isCurrent: false };
    const connection = this.build();
    let token: string | undefined;
    try {
      token = await this.tokens.token();
      await connection.start();
      this.connection = connection;
      this.status.value = { state: 'online', isCurrent: false };
      this.failures = 0;
      this.outbox.sendAll();
      await this.sync();
      for (const id of this.presences.keys()) { this.askPresence(id); }
    } catch (failure) {
      // A socket does not say why it was refused; asking who one is does, and renews what has ended.
      await this.rest('GET', '/api/me').catch(async (refusal: unknown) => {
        if (refusal instanceof ChatError && (refusal.code === 'unauthenticated' || refusal.code === 'expired')) { await this.tokens.token(token).catch(() => undefined); }
      });
      await connection.stop().catch(() => undefined);
      this.lost(connection, failure);
    } finally { this.opening = false; }
  }

  private build(): HubConnection {
    const connection = new HubConnectionBuilder()
      .withUrl('/hubs/chat', { transport: HttpTransportType.WebSockets, skipNegotiation: true, accessTokenFactory: () => this.tokens.session?.accessToken ?? '' })
      .withHubProtocol(new MessagePackHubProtocol()).configureLogging(LogLevel.None).build();
    const on = <E extends keyof ChatEvents>(event: E, heard: (told: ChatEvents[E]) => void) => connection.on(event.charAt(0).toUpperCase() + event.slice(1), heard);
    on('connected', told => { this.server.value = told.serverInfo; });
    on('signedIn', session => this.tokens.hold(session));
    on('problem', problem => { if (problem.sync) { void this.sync(); } });
    on('messageReceived', message => { this.typed(message.conversationId, message.senderId, false); this.records.happened(message); });
    on('messageUpdated', message => this.records.happened(message));
    on('conversationUpdated', record => this.records.updated(record));
    on('conversationRemoved', ({ conversationId }) => this.records.remove(conversationId));
    on('historyCleared', told => this.records.cleared(told.conversationId, told.upToSeq, told.revision));
    on('readMoved', mark => this.records.read(mark));
    on('ownStateChanged', ({ own, ownRevision }) => { this.records.ownRevision = Math.max(ownRevision, this.records.ownRevision); this.records.own(own); });
    on('userTyping', ({ conversationId, user, isTyping }) => { if (user.id !== this.user.value?.id) { this.typed(conversationId, user.id, isTyping, user); } });
    on('presenceChanged', one => { this.presences.of(one.userId).value = one; });
    connection.onclose(failure => this.lost(connection, failure));
    return connection;
  }

  private lost(connection: HubConnection, failure: unknown): void {
    if (this.connection === connection) { this.connection = null; }
    if (!this.tokens.session || this.connection) { return; }
    const wait = Math.min(15_000, 300 * 2 ** this.failures++) * (0.5 + Math.random());
    this.status.value = { state: 'offline', isCurrent: false, cause: asError(failure), retryAt: Date.now() + wait };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.open(), wait);
  }

  private sync(): Promise<void> {
    return this.syncing ??= this.syncAll().finally(() => { this.syncing = null; });
  }

  private async syncAll(): Promise<void> {
    if (!this.connection) { return; }
    if (this.records.known.length === 0) {
      // A new device takes the conversations without all that was ever said in them.
      let before: string | undefined;
      do {
        const page = await this.hub.getConversations({ limit: 100, before });
        for (const one of page.conversations) { this.records.take(one); }
        before = page.next;
      } while (before);
    }

    for (let more = true; more;) {
      const page = await this.hub.sync({ known: this.records.known, ownRevision: this.records.ownRevision });
      this.records.synced(page);
      ({ more } = page);
    }
    this.status.value = { state: 'online', isCurrent: true };
  }

  private async invoke(method: string, request?: object): Promise<unknown> {
    const { connection } = this;
    if (!connection) { throw new ChatError('offline', 'The server cannot be reached.'); }
    try { return await (request ? connection.invoke(method, request) : connection.invoke(method)); } catch (failure) { throw asError(failure); }
  }

  private askPresence(id: string): void {
    if (this.asked.push(id) > 1) { return; }
    setTimeout(() => {
      const userIds = [...new Set(this.asked)].slice(0, 200);
      this.asked = [];
      this.hub.getPresence({ userIds }).then(all => { for (const one of all) { this.presences.of(one.userId).value = one; } }, () => undefined);
    }, 50);
  }

  private typed(conversationId: string, userId: string, isTyping: boolean, user?: User): void {
    const cell = this.typists.of(conversationId);
    const others = cell.value.filter(one => one.id !== userId);
    if (others.length !== cell.value.length || isTyping) { cell.value = isTyping && user ? [...others, user] : others; }
    if (isTyping && user) { setTimeout(() => { cell.value = cell.value.filter(one => one !== user); }, typingLasts); }
  }
}

function asError(failure: unknown): ChatError {
  if (failure instanceof ChatError) { return failure; }
  const match = /\b(unauthenticated|forbidden|not_found|invalid|conflict|rate_limited|too_large|unavailable|expired|internal): (.*)$/s.exec(failure instanceof Error ? failure.message : '');
  if (!match) { return new ChatError('offline', 'The server cannot be reached.'); }
  const seconds = /(\d+) s/.exec(match[2] ?? '')?.[1];
  return new ChatError(match[1] as ErrorCode, match[2] ?? '', seconds ? Number(seconds) : undefined);
}
