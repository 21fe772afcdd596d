import type { ChatHub, Id } from '../generated/contract.ts';
import type { ChatStore } from '../storing/chatStore.ts';

const gatherFor = 300;

export interface ReadMarks {
  mark(conversationId: Id, seq: number): void;
  /** What could not be told before. */
  flush(): void;
  clear(): void;
}

/** Tells the server how far was read: the furthest only, and not at every line that scrolls by. */
export function createReadMarks(store: ChatStore, hub: () => ChatHub | undefined): ReadMarks {
  const pending = new Map<Id, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (): void => {
    timer = undefined;
    const open = hub();
    if (!open) { return; }
    for (const [conversationId, seq] of pending) {
      open.markRead({ conversationId, seq }).then(
        () => { if (pending.get(conversationId) === seq) { pending.delete(conversationId); } },
        (failure: { code?: string }) => { if (failure.code === 'not_found' || failure.code === 'invalid') { pending.delete(conversationId); } },
      );
    }
  };

  const plan = (): void => { timer ??= setTimeout(tell, gatherFor); };

  return {
    mark(conversationId, seq) {
      const before = Math.max(pending.get(conversationId) ?? 0, store.find(conversationId)?.record.lastReadSeq ?? 0);
      if (seq <= before) { return; }
      pending.set(conversationId, seq);
      store.readHere(conversationId, seq);
      plan();
    },
    flush() { if (pending.size > 0) { plan(); } },
    clear() {
      clearTimeout(timer);
      timer = undefined;
      pending.clear();
    },
  };
}
