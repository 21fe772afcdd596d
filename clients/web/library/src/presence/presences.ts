import type { ChatHub, Id, Presence } from '../generated/contract.ts';
import type { Batch } from '../telling/batching.ts';
import type { Readable } from '../telling/readable.ts';
import { createSource, type Source } from '../telling/source.ts';

const [askAtOnce, gatherFor] = [200, 50];

/** Presence of those whom somebody looks at: asked together, then kept by events. */
export interface Presences {
  of(userId: Id): Readable<Presence | undefined>;
  hear(presence: Presence): void;
  /** A new connection: what happened meanwhile was told to nobody. */
  askAgain(): void;
  clear(): void;
}

export function createPresences(hub: () => ChatHub | undefined, batch: Batch): Presences {
  const known = new Map<Id, Presence>();
  const sources = new Map<Id, Source<Presence | undefined>>();
  let wanted = new Set<Id>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hear = (presence: Presence): void => {
    known.set(presence.userId, presence);
    sources.get(presence.userId)?.changed();
  };

  const ask = (): void => {
    timer = undefined;
    const ids = [...wanted];
    wanted = new Set();
    for (let at = 0; at < ids.length; at += askAtOnce) {
      const asked = ids.slice(at, at + askAtOnce);
      hub()?.getPresence({ userIds: asked }).then((all) => all.forEach(hear), () => undefined);
    }
  };

  const want = (userId: Id): void => {
    wanted.add(userId);
    timer ??= setTimeout(ask, gatherFor);
  };

  return {
    of(userId) {
      const present = sources.get(userId);
      if (present) { return present; }
      const source = createSource(() => known.get(userId), batch, { begun: () => want(userId) });
      sources.set(userId, source);
      return source;
    },
    hear,
    askAgain() {
      for (const [userId, source] of sources) { if (source.isWatched) { want(userId); } }
    },
    clear() {
      clearTimeout(timer);
      timer = undefined;
      known.clear();
      for (const source of sources.values()) { source.changed(); }
    },
  };
}
