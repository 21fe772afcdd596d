import { vi } from 'vitest';
import type { ChatConnection, Hear } from '../../src/connecting/chatConnection.ts';
import { ChatError, hubOver, type ChatEvents, type Id, type ServerInfo, type Session, type VideoFrame } from '../../src/index.ts';
import type { FramesHeard } from '../../src/looking/frameStream.ts';
import { running } from './mockedConnections.ts';
import { ModelServer } from './modelServer.ts';

/** What becomes of one call. */
export interface Fate {
  readonly until?: Promise<unknown>;
  readonly refusal?: ChatError;
  readonly cut?: 'before' | 'after';
}

interface Open {
  hear: Hear;
  cut(): void;
}

const feature = { available: false, detail: 'Not here.' };
const info: ServerInfo = {
  version: 'fake',
  features: { assistant: feature, faces: feature, emotions: feature, speechToText: feature, textToSpeech: feature, push: feature, calls: feature },
  limits: { hubMessageBytes: 1, bodyBytes: 1, usernameLength: 1, displayNameLength: 1, passwordMinLength: 1 },
};

/** A server of one user, whose answers and connections do as a test says. */
export class FakeServer {
  readonly model = new ModelServer();
  readonly calls: { readonly method: string; readonly request: unknown }[] = [];
  readonly open = new Set<Open>();
  readonly #fates = new Map<string, Fate[]>();
  #tokens = 0;
  #refresh = '';
  #access = '';
  isDown = false;
  isFamilyEnded = false;
  lifetime = 3_600_000;

  /** What the server does with a frame of a camera. */
  sees: (frame: VideoFrame, heard: FramesHeard, hear: Hear) => void = ({ id }, heard) => heard.answered({ frameId: id, skipped: false, elapsedMs: 1, faces: [] });

  /** By how much the server's clock is before the device's. */
  ahead = 0;

  constructor() {
    this.model.now = () => this.now();
    this.model.tell = (event, told) => { for (const one of [...this.open]) { one.hear(event, told); } };
  }

  now(): number { return Date.now() + this.ahead; }

  callsOf(method: string): unknown[] { return this.calls.filter((call) => call.method === method).map(({ request }) => request); }

  /** The next answers of the method; afterwards it is answered as usual. */
  plan(method: string, ...fates: Fate[]): void { this.#fates.set(method, [...this.#fates.get(method) ?? [], ...fates]); }

  cut(): void { for (const one of [...this.open]) { one.cut(); } }

  /** The access token is not taken any more; the session goes on. */
  forgetAccess(): void { this.#access = ''; }

  session(): Session {
    const now = this.now();
    this.#access = ['head', btoa(JSON.stringify({ iat: Math.floor(now / 1_000) })), `${++this.#tokens}`].join('.');
    this.#refresh = `refresh ${this.#tokens}`;
    return {
      accessToken: this.#access, accessTokenExpiresAt: new Date(now + this.lifetime).toISOString(), refreshToken: this.#refresh, user: this.model.me,
    };
  }

  async connect(accessToken: string, hear: Hear): Promise<ChatConnection> {
    await Promise.resolve();
    if (this.isDown || (accessToken && accessToken !== this.#access)) { throw new ChatError('offline', 'No connection.'); }
    let end: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => { end = resolve; });
    const one: Open = { hear, cut: () => { this.open.delete(one); end(); } };
    this.open.add(one);
    hear('connected', { connectionId: '1', serverTime: new Date(this.now()).toISOString(), serverInfo: info } satisfies ChatEvents['connected']);
    return {
      hub: hubOver((method, request) => this.#called(one, closed, method, request)), closed,
      look: (_, heard) => ({ send: (frame) => this.sees(frame, heard, hear), stop: () => undefined }), stop: () => Promise.resolve(one.cut()),
    };
  }

  async fetch(url: URL, init: RequestInit): Promise<Response> {
    const path = new URL(url).pathname;
    const body = init.body ? JSON.parse(init.body as string) as { refreshToken?: string } : {};
    this.calls.push({ method: path, request: body });
    if (this.isDown) { throw new TypeError('fetch failed'); }
    const headers = { date: new Date(this.now()).toUTCString(), 'content-type': 'application/json' };
    try {
      const answer = await this.#decided(path, () => this.#rest(path, body, new Headers(init.headers).get('authorization')));
      return new Response(answer === undefined ? null : JSON.stringify(answer), { headers, status: answer === undefined ? 204 : 200 });
    } catch (failure) {
      if (!(failure instanceof ChatError) || failure.code === 'offline') { throw new TypeError('fetch failed'); }
      return new Response(JSON.stringify({ code: failure.code, detail: failure.message }), { headers, status: 400 });
    }
  }

  #rest(path: string, body: { refreshToken?: string }, authorization: string | null): unknown {
    switch (path) {
      case '/api/info': return info;
      case '/api/auth/login': return this.session();
      case '/api/auth/refresh': return this.#renewed(body.refreshToken ?? '');
      case '/api/auth/logout': this.isFamilyEnded = true; return undefined;
      default:
        if (authorization !== `Bearer ${this.#access}`) { throw new ChatError('unauthenticated', 'Sign in.'); }
        return path === '/api/me' ? this.model.me : undefined;
    }
  }

  #renewed(refreshToken: string): Session {
    if (refreshToken !== this.#refresh) { this.isFamilyEnded = true; }
    if (this.isFamilyEnded) { throw new ChatError('unauthenticated', 'This session has ended. Sign in again.'); }
    return this.session();
  }

  async #called(one: Open, closed: Promise<void>, method: string, request: unknown): Promise<unknown> {
    this.calls.push({ method, request });
    const lost = closed.then(() => { throw new ChatError('offline', 'The line is cut.'); });
    lost.catch(() => undefined);
    if (!this.open.has(one)) { return await lost; }
    return await Promise.race([lost, this.#decided(method, () => this.#answer(method, request))]);
  }

  async #decided(method: string, answer: () => unknown): Promise<unknown> {
    const fate = this.#fates.get(method)?.shift() ?? {};
    await fate.until;
    if (fate.refusal) { throw fate.refusal; }
    const answered = fate.cut === 'before' ? undefined : answer();
    if (!fate.cut) { return answered; }
    this.cut();
    throw new ChatError('offline', 'The line is cut.');
  }

  #answer(method: string, request: unknown): unknown {
    const { conversationId, seq = 0, muted = false } = (request ?? {}) as { conversationId: Id; seq?: number; muted?: boolean };
    const { model } = this;
    switch (method) {
      case 'GetMe': return model.me;
      case 'RegisterUser': return { ...this.session(), deviceKey: 'key' };
      case 'GetServerInfo': return info;
      case 'GetConversations': return { conversations: model.mine.map((one) => one.record()) };
      case 'GetConversation': return model.find(conversationId).record();
      case 'Sync': return model.sync(request as never);
      case 'SendMessage': return model.sendOnce(request as never);
      case 'MarkRead': model.read(model.find(conversationId), seq); return undefined;
      case 'StopReply': model.change(model.find(conversationId), model.find(conversationId).lastSeq, { status: 'stopped' }); return undefined;
      case 'RegenerateReply': return this.#regenerated((request as { messageId: Id }).messageId);
      case 'MuteConversation': model.mute(model.find(conversationId), muted); return undefined;
      case 'GetMessages': return this.#page(request as never);
      case 'GetPresence': return (request as { userIds: Id[] }).userIds.map((userId) => ({ userId, status: 'online' }));
      case 'SetTyping': return undefined;
      default: throw new ChatError('not_found', `The fake knows no ${method}.`);
    }
  }

  #regenerated(messageId: Id): unknown {
    const inside = this.model.mine.find((one) => one.messages.some(({ id }) => id === messageId))!;
    return this.model.change(inside, inside.messages.findIndex(({ id }) => id === messageId) + 1, { status: 'streaming', content: '' });
  }

  #page({ conversationId, before, after, limit = 50 }: { conversationId: Id; before?: number; after?: number; limit?: number }): unknown {
    const fit = this.model.find(conversationId).messages.filter(({ seq }) => seq < (before ?? Infinity) && seq > (after ?? 0));
    const messages = after === undefined ? fit.slice(-limit) : fit.slice(0, limit);
    return { messages, hasMore: messages.length < fit.length };
  }
}

/** Puts a fake in the place of every server: for files that mock `chatConnection.ts` with `mockedConnections`. */
export function useFake(): FakeServer {
  const server = new FakeServer();
  running.connect = (token, hear) => server.connect(token, hear);
  vi.stubGlobal('fetch', (url: URL, init: RequestInit) => server.fetch(url, init));
  return server;
}
