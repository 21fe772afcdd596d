import type { ChatHub, GetMessagesRequest, Id } from '../generated/contract.ts';
import type { ChatStore } from './chatStore.ts';
import { hiddenUpTo } from './storedConversation.ts';

/** How a page of older or newer messages, or a jump, went. */
export interface LoadedPage {
  /** How many came that were not here. */
  readonly added: number;
  /** Whether there are more in that direction (after a jump: in either). */
  readonly hasMore: boolean;
}

const nothing: LoadedPage = { added: 0, hasMore: false };
const usualPage = 50;

export interface HistoryLoading {
  older(conversationId: Id, options?: { before?: number; limit?: number }): Promise<LoadedPage>;
  newer(conversationId: Id, options: { after: number; limit?: number }): Promise<LoadedPage>;
  around(conversationId: Id, seq: number, limit?: number): Promise<LoadedPage>;
}

/** Fetches pages of history into the store; the same page that is on its way already is not asked for twice. */
export function createHistoryLoading(store: ChatStore, hub: ChatHub): HistoryLoading {
  const underWay = new Map<string, Promise<LoadedPage>>();

  const load = (request: GetMessagesRequest): Promise<LoadedPage> => {
    const key = JSON.stringify(request);
    const present = underWay.get(key);
    if (present) { return present; }
    const loading = fetched(request).finally(() => underWay.delete(key));
    underWay.set(key, loading);
    return loading;
  };

  const fetched = async (request: GetMessagesRequest): Promise<LoadedPage> => {
    const page = await hub.getMessages(request);
    const before = store.find(request.conversationId)?.messages.count ?? 0;
    store.keep(page.messages);
    return { added: (store.find(request.conversationId)?.messages.count ?? 0) - before, hasMore: page.hasMore };
  };

  return {
    async older(conversationId, { before, limit = usualPage } = {}) {
      const stored = store.find(conversationId);
      if (!stored) { return nothing; }
      const end = (before ?? stored.record.lastSeq + 1) - 1;
      const range = stored.messages.ranges.find(({ from, to }) => from <= end && to >= end);
      const from = range ? range.from : end + 1;
      return from <= hiddenUpTo(stored) + 1 ? nothing : await load({ conversationId, before: from, limit });
    },
    async newer(conversationId, { after, limit = usualPage }) {
      const stored = store.find(conversationId);
      if (!stored) { return nothing; }
      const range = stored.messages.ranges.find(({ from, to }) => from <= after + 1 && to >= after);
      const to = Math.max(range?.to ?? 0, after);
      return to >= stored.record.lastSeq ? nothing : await load({ conversationId, after: to, limit });
    },
    async around(conversationId, seq, limit = usualPage) {
      const half = Math.ceil(limit / 2);
      const [older, newer] = await Promise.all([
        load({ conversationId, before: seq, limit: half }), load({ conversationId, after: seq - 1, limit: half }),
      ]);
      return { added: older.added + newer.added, hasMore: older.hasMore || newer.hasMore };
    },
  };
}
