import { ChatError, type Session } from '@chat/client';
import { callRest } from './restCall';

const key = 'chat:session';

interface Kept { session: Session; /** By this device's clock, whatever that says. */ renewAt: number }

/** The session of this browser. Tabs share it; a refresh token works once, so one tab at a time may use it. */
export class Tokens {
  private kept = read();

  constructor(private readonly changed: (session: Session | undefined) => void) {
    window.addEventListener('storage', event => {
      if (event.key !== key) { return; }
      this.kept = read();
      this.changed(this.kept?.session);
    });
  }

  get session(): Session | undefined { return this.kept?.session; }

  hold(session: Session): void {
    this.kept = { session, renewAt: Date.now() + lifetime(session.accessToken) - 60_000 };
    try { localStorage.setItem(key, JSON.stringify(this.kept)); } catch { /* this page has it */ }
    this.changed(session);
  }

  forget(): void {
    this.kept = undefined;
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
    this.changed(undefined);
  }

  async token(refused?: string): Promise<string> {
    const kept = this.kept;
    if (!kept) { throw new ChatError('unauthenticated', 'Nobody is signed in.'); }
    if (Date.now() < kept.renewAt && kept.session.accessToken !== refused) { return kept.session.accessToken; }
    return await locked(async () => {
      // Another tab may have renewed it while this one waited.
      this.kept = read() ?? this.kept;
      const now = this.kept;
      if (!now) { throw new ChatError('unauthenticated', 'Nobody is signed in.'); }
      if (Date.now() < now.renewAt && now.session.accessToken !== refused) { return now.session.accessToken; }
      try {
        this.hold(await callRest<Session>('POST', '/api/auth/refresh', undefined, { refreshToken: now.session.refreshToken }));
      } catch (failure) {
        if (failure instanceof ChatError && (failure.code === 'unauthenticated' || failure.code === 'expired')) { this.forget(); }
        throw failure;
      }
      return this.kept?.session.accessToken ?? '';
    });
  }
}

function read(): Kept | undefined {
  try { return JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null ?? undefined; } catch { return undefined; }
}

function locked<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request('chat-session', work) as Promise<T> : work();
}

/** Out of the token itself: both of its moments are the server's, so that a wrong clock here does no harm. */
function lifetime(token: string): number {
  try {
    const claims = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as { exp: number; iat: number };
    return (claims.exp - claims.iat) * 1000;
  } catch {
    return 10 * 60_000;
  }
}
