import type { ChatHub, Id, Message } from '../generated/contract.ts';
import type { ChatStore } from './chatStore.ts';

// A node that missed a piece itself knows the text some hundred milliseconds later.
const pause = 500;

/** Fetches the text so far of replies that are being written and of which a piece is missing; each at most twice a second. */
export function createTextFetching(store: () => ChatStore, hub: () => ChatHub | undefined): (messages: readonly Message[]) => void {
  const underWay = new Set<Id>();

  const fetch = async ({ id, conversationId, seq }: Message): Promise<void> => {
    underWay.add(id);
    try {
      const page = await hub()?.getMessages({ conversationId, before: seq + 1, limit: 1 });
      if (page) { store().keep(page.messages); }
    } catch {
      // It is asked again while a piece waits for it; with the connection, the text comes as well.
    } finally {
      setTimeout(() => {
        underWay.delete(id);
        store().fitPieces();
      }, pause);
    }
  };

  return (messages) => { for (const message of messages) { if (!underWay.has(message.id)) { void fetch(message); } } };
}
