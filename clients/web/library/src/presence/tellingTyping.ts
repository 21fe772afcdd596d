import type { ChatHub, Id } from '../generated/contract.ts';

// The server ends it after 6 s unless it hears again.
const [againAfter, idleAfter] = [3_000, 5_000];

export interface TypingOut {
  set(conversationId: Id, isTyping: boolean): void;
  clear(): void;
}

/** Tells the server of keys, seldom. What cannot be told now is not told later. */
export function createTypingOut(hub: () => ChatHub | undefined): TypingOut {
  const told = new Map<Id, { readonly at: number; readonly idle: ReturnType<typeof setTimeout> }>();
  const say = (conversationId: Id, isTyping: boolean): void => { hub()?.setTyping({ conversationId, isTyping }).catch(() => undefined); };

  const stop = (conversationId: Id): void => {
    const before = told.get(conversationId);
    if (!before) { return; }
    clearTimeout(before.idle);
    told.delete(conversationId);
    say(conversationId, false);
  };

  return {
    set(conversationId, isTyping) {
      if (!isTyping) { stop(conversationId); return; }
      const [before, now] = [told.get(conversationId), Date.now()];
      clearTimeout(before?.idle);
      const isDue = !before || now - before.at >= againAfter;
      if (isDue) { say(conversationId, true); }
      told.set(conversationId, { at: isDue ? now : before.at, idle: setTimeout(() => stop(conversationId), idleAfter) });
    },
    clear() {
      for (const { idle } of told.values()) { clearTimeout(idle); }
      told.clear();
    },
  };
}
