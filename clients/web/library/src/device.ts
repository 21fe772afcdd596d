import { authorizedBy, type Authorized } from './asking/authorized.ts';
import { answer } from './asking/patience.ts';
import { createRest, type Rest } from './asking/rest.ts';
import { createServerClock } from './asking/serverClock.ts';
import { unlessAborted } from './asking/waiting.ts';
import type { ChatError } from './chatError.ts';
import { connectionsTo, type OpenConnection } from './connecting/chatConnection.ts';
import { ConnectionLoop, type LoopStatus } from './connecting/connectionLoop.ts';
import type { ConnectionStatus } from './connecting/connectionStatus.ts';
import { CurrentConnection } from './connecting/currentConnection.ts';
import { onLeave, onWakeUp } from './connecting/wakeUps.ts';
import { upload } from './files/upload.ts';
import type { ChatEvents, ChatHub, Id, Message, ServerInfo, User } from './generated/contract.ts';
import { hearing } from './hearing.ts';
import { addressOf, type ChatClientOptions } from './options.ts';
import { createPresences } from './presence/presences.ts';
import { createTypingOut } from './presence/tellingTyping.ts';
import { createTypists } from './presence/typing.ts';
import { createReadMarks } from './reading/readMarks.ts';
import { openDatabase, type Database } from './saving/database.ts';
import { readState } from './saving/keptState.ts';
import { Saving } from './saving/saving.ts';
import type { StorageStatus } from './saving/storageStatus.ts';
import { openTabs, type TabNews, type Tabs } from './saving/tabs.ts';
import { Outbox } from './sending/outbox.ts';
import { sendOutbox } from './sending/sendLoop.ts';
import { GivenTokens } from './sessions/givenTokens.ts';
import { SessionKeeper } from './sessions/sessionKeeper.ts';
import type { Sessions } from './sessions/sessions.ts';
import { ChatStore } from './storing/chatStore.ts';
import { createTextFetching } from './storing/fetchingTexts.ts';
import { StoreViews } from './storing/storeViews.ts';
import { SyncLoop } from './syncing/syncLoop.ts';
import { createBatch } from './telling/batching.ts';
import { EventListeners } from './telling/eventListeners.ts';
import { createKeyed } from './telling/keyed.ts';
import { createCell } from './telling/source.ts';

const usualPage = 500;
const usuallyKept = { conversations: 100, messages: 100 };

/** All that a client is made of: how it begins, how it changes hands, how it ends. */
export class Device {
  readonly #end = new AbortController();
  readonly signal = this.#end.signal;
  readonly clock = createServerClock();
  readonly listeners = new EventListeners();
  readonly current = new CurrentConnection();
  readonly #batch = createBatch();

  readonly status = createCell<ConnectionStatus>({ state: 'connecting', isCurrent: false }, this.#batch);
  readonly user = createCell<User | undefined>(undefined, this.#batch);
  readonly server = createCell<ServerInfo | undefined>(undefined, this.#batch);
  readonly storage = createCell<StorageStatus>({ kept: 'memory' }, this.#batch);

  readonly rest: Rest;
  readonly keeper: SessionKeeper | undefined;
  readonly sessions: Sessions;
  readonly authorized: Authorized;
  readonly #given: GivenTokens | undefined;

  readonly store = new ChatStore({
    changed: (ids) => { this.views.changed(ids); this.#saving?.touched(ids); },
    extended: (ids) => { this.views.extended(ids); this.#saving?.touched(ids); },
    textMissing: createTextFetching(() => this.store, () => this.current.now),
    came: (messages) => this.#came(messages),
    syncNeeded: () => this.#syncing.bell.ring(),
    currentChanged: () => this.#tellStatus(),
  });

  readonly outbox = new Outbox(() => this.#database, {
    changed: (ids) => this.outgoing.changed(ids),
    told: () => this.#tabs.tell('outbox'),
    notKept: (error) => this.#tellStorage(error),
    now: () => this.clock.now(),
  });

  readonly views = new StoreViews(() => this.store, this.#batch);
  readonly outgoing = createKeyed((id: Id) => this.outbox.of(id), this.#batch);
  readonly typing = createKeyed((id: Id) => this.typists.of(id), this.#batch);
  readonly typists = createTypists(() => this.user.value?.id, (id) => this.typing.changed([id]));
  readonly presences = createPresences(() => this.current.now, this.#batch);
  readonly typingOut = createTypingOut(() => this.current.now);
  readonly readMarks = createReadMarks(this.store, () => this.current.now);
  readonly loop: ConnectionLoop;

  /** For what is no device of a user yet. */
  readonly openConnection: OpenConnection;

  readonly #syncing: SyncLoop;
  #loopStatus: LoopStatus = { state: 'connecting' };
  #database: Database | undefined;
  #tabs: Tabs = openTabs(undefined, () => undefined);
  #saving: Saving | undefined;
  #opening: Promise<void> | undefined;
  #belonging: Promise<void> = Promise.resolve();
  #running: Promise<unknown>[] = [];

  constructor(private readonly options: ChatClientOptions) {
    this.rest = createRest(addressOf(options), this.clock);
    this.keeper = options.accessToken ? undefined : new SessionKeeper(
      this.rest, this.clock, () => this.#database, () => this.#tabs, (session) => this.#signedIn(session?.user), this.signal);
    this.#given = options.accessToken && new GivenTokens(options.accessToken);
    this.sessions = (this.keeper ?? this.#given)!;
    this.authorized = authorizedBy(this.sessions);
    this.#syncing = new SyncLoop(this.store, options.syncPageSize ?? usualPage);

    const heard = hearing({
      store: this.store, typists: this.typists, presences: this.presences,
      connected: ({ serverInfo, serverTime }) => { this.clock.learn(Date.parse(serverTime)); this.server.set(serverInfo); },
      signedIn: (session) => { void this.keeper?.take(session); },
    });
    this.openConnection = connectionsTo(this.rest.address, options.encoding ?? 'messagepack');
    this.loop = new ConnectionLoop({
      open: this.openConnection,
      rest: this.rest, sessions: this.sessions,
      hear: <E extends keyof ChatEvents>(event: E, told: ChatEvents[E]) => { heard[event](told); this.listeners.tell(event, told); },
      work: [(hub, signal) => this.#work(hub, signal)],
      current: (connection) => this.current.set(connection),
      tell: (status) => { this.#loopStatus = status; this.#tellStatus(); },
    });
  }

  /** Ends when what was kept is here. */
  open(): Promise<void> { return this.#opening ??= this.#open(); }

  /** Forgets who was signed in, and all that is kept of them, here and in the other tabs. */
  async forget(): Promise<void> {
    await this.outbox.clear();
    this.#leave();
    this.#given?.end();
    await this.keeper?.forget();
    await this.#saving?.forget();
    this.#tabs.tell('loggedOut');
  }

  async close(): Promise<void> {
    await this.#opening?.catch(() => undefined);
    if (this.signal.aborted) { return; }
    await this.#saving?.save();
    this.#end.abort();
    this.#clearPassing();
    await Promise.allSettled(this.#running);
    this.#tabs.close();
    this.#database?.close();
    this.#database = undefined;
  }

  async #open(): Promise<void> {
    const name = this.options.name ?? `${this.rest.address}`;
    this.#database = this.options.storage === 'memory' ? undefined : await openDatabase(`chat:${name}`);
    if (this.#database) {
      this.#tabs = openTabs(name, (news) => void this.#hearTab(news).catch(() => undefined));
      this.#saving = new Saving(this.#database, this.store, this.options.kept ?? usuallyKept, (error) => this.#tellStorage(error));
      this.storage.set({ kept: 'indexedDB' });
    }

    await this.keeper?.load().catch(() => undefined);
    await this.#belonging;
    this.rest.ask<ServerInfo>('GET', 'api/info', undefined, undefined).then((info) => this.server.set(info), () => undefined);
    this.#run(this.loop.run(this.signal));
    if (this.#saving) { this.#run(this.#saving.run(this.#tabs, this.signal)); }
    this.signal.addEventListener('abort', onWakeUp(() => this.loop.hurry()), { once: true });
    this.signal.addEventListener('abort', onLeave(() => void this.#saving?.save()), { once: true });
  }

  #run(work: Promise<void>): void {
    this.#running.push(work.catch((failure: unknown) => {
      // Nobody waits for it: a page hears of it as of any other error of a program.
      if (!this.signal.aborted) { setTimeout(() => { throw failure; }); }
    }));
  }

  /** What is done over one connection. */
  async #work(hub: ChatHub, signal: AbortSignal): Promise<void> {
    const knowing = this.#learnWho(hub, signal);
    if (this.#given) { await knowing; }
    this.presences.askAgain();
    this.readMarks.flush();
    const road = {
      outbox: this.outbox, store: this.store, tabs: () => this.#tabs,
      upload: (file: Blob, options: object) => this.authorized((token) => upload(this.rest, token ?? '', file, options)),
    };
    await Promise.all([knowing, this.#syncing.run(hub, signal), sendOutbox(road, hub, signal)]);
  }

  /** The profile may have changed while this device was away; with tokens of another site, only the server knows who it is. */
  async #learnWho(hub: ChatHub, signal: AbortSignal): Promise<void> {
    try {
      const user = await unlessAborted(answer(hub.getMe()), signal);
      if (this.keeper) { await this.keeper.know(user); return; }
      this.user.set(user);
      if (user.id !== this.store.userId) { await this.#belongTo(user.id); }
    } catch (failure) {
      if (this.#given) { throw failure; }
    }
  }

  #signedIn(user: User | undefined): void {
    this.user.set(user);
    if (user && user.id === this.store.userId) { return; }
    if (user) { this.#belonging = this.#belongTo(user.id); }
    this.loop.drop();
  }

  async #belongTo(userId: Id): Promise<void> {
    this.store.start(userId);
    this.#clearPassing();
    const outbox = this.outbox.belongTo(userId);
    const kept = this.#database && await readState(this.#database, userId).catch(() => undefined);
    await outbox;
    if (kept && this.store.userId === userId && this.store.conversations.size === 0) {
      this.store.start(userId, kept.ownRevision, kept.conversations);
    }
  }

  /** Nothing of the user stays in this page. */
  #leave(): void {
    this.store.start('');
    this.#clearPassing();
    void this.outbox.belongTo('');
    this.user.set(undefined);
  }

  #clearPassing(): void {
    for (const one of [this.presences, this.typists, this.typingOut, this.readMarks]) { one.clear(); }
  }

  async #hearTab(news: TabNews): Promise<void> {
    switch (news) {
      case 'session': await this.keeper?.load(); return;
      case 'outbox': await this.outbox.reload(); return;
      case 'signedOut': await this.keeper?.leaveIfGone(); return;
      case 'loggedOut':
        await this.keeper?.leaveIfGone();
        if (this.keeper?.isSignedIn) { return; }
        this.#leave();
        await this.#saving?.forget();
    }
  }

  #came(messages: readonly Message[]): void {
    for (const message of messages) {
      if (message.clientMessageId !== undefined) { void this.outbox.acknowledge(message); }
    }
  }

  #tellStatus(): void {
    const { state, cause, retryAt } = this.#loopStatus;
    const isCurrent = state === 'online' && !this.store.needsSync && !this.store.isSyncing;
    const before = this.status.value;
    if (before.state === state && before.isCurrent === isCurrent && before.cause === cause && before.retryAt === retryAt) { return; }
    this.status.set({ state, isCurrent, ...(cause ? { cause } : {}), ...(retryAt === undefined ? {} : { retryAt }) });
  }

  #tellStorage(error: ChatError | undefined): void {
    if (this.storage.value.error?.code === error?.code) { return; }
    this.storage.set({ kept: 'indexedDB', ...(error ? { error } : {}) });
  }
}
