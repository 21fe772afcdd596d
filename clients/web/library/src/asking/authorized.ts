import type { Sessions } from '../sessions/sessions.ts';
import { chatErrorOf } from './refusals.ts';

/** Asks with the token of now and, when the server does not take it, once more with a renewed one. */
export type Authorized = <T>(ask: (token: string | undefined) => Promise<T>) => Promise<T>;

export function authorizedBy(sessions: Sessions): Authorized {
  return async (ask) => {
    const token = sessions.isSignedIn ? await sessions.accessToken() : undefined;
    try { return await ask(token); } catch (thrown) {
      const refusal = chatErrorOf(thrown);
      if (token === undefined || (refusal.code !== 'unauthenticated' && refusal.code !== 'expired')) { throw refusal; }
      await sessions.renewRefused(token);
      return await ask(await sessions.accessToken());
    }
  };
}
