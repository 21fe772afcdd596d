import type { Id, User, UserTyping } from '../generated/contract.ts';

// The server ends it after 6 s; a word that was dropped must not stand for ever.
const endsAfter = 7_000;
const none: readonly User[] = [];

/** Who is writing, as far as was told lately. */
export interface Typists {
  of(conversationId: Id): readonly User[];
  hear(typing: UserTyping): void;
  /** Whoever has sent is not writing any more. */
  sent(conversationId: Id, userId: Id): void;
  clear(): void;
}

export function createTypists(me: () => Id | undefined, changed: (conversationId: Id) => void): Typists {
  const typing = new Map<Id, readonly User[]>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const end = (conversationId: Id, userId: Id): void => {
    clearTimeout(timers.get(`${conversationId} ${userId}`));
    timers.delete(`${conversationId} ${userId}`);
    const left = (typing.get(conversationId) ?? none).filter((user) => user.id !== userId);
    if (left.length === (typing.get(conversationId)?.length ?? 0)) { return; }
    if (left.length === 0) { typing.delete(conversationId); } else { typing.set(conversationId, left); }
    changed(conversationId);
  };

  return {
    of: (conversationId) => typing.get(conversationId) ?? none,
    sent: end,
    hear({ conversationId, user, isTyping }) {
      if (user.id === me()) { return; }
      if (!isTyping) { end(conversationId, user.id); return; }
      const key = `${conversationId} ${user.id}`;
      clearTimeout(timers.get(key));
      timers.set(key, setTimeout(() => end(conversationId, user.id), endsAfter));
      const before = typing.get(conversationId) ?? none;
      if (before.some((one) => one.id === user.id)) { return; }
      typing.set(conversationId, [...before, user]);
      changed(conversationId);
    },
    clear() {
      for (const timer of timers.values()) { clearTimeout(timer); }
      timers.clear();
      const ended = [...typing.keys()];
      typing.clear();
      ended.forEach(changed);
    },
  };
}
