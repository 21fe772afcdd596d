import type { Id, SyncedConversation } from '../generated/contract.ts';
import { recount, storedFrom, withMessages, withoutHidden, type StoredConversation } from './storedConversation.ts';

/**
 * A page of a sync replaces what is known of its conversations; nothing else may have been applied since it was asked for. `again`: the
 * conversation has to be forgotten, and comes whole when it is asked for as unknown.
 */
export function applySynced(stored: StoredConversation | undefined, synced: SyncedConversation, userId: Id): StoredConversation | 'again' {
  const record = synced.conversation;

  // Removed and let in again while nobody told this device: what it once cleared is there again.
  if (stored && stored.record.clearedUpToSeq > record.clearedUpToSeq) { return 'again'; }

  // The server was set back to a backup: what it does not know any more did not happen.
  const isSetBack = stored !== undefined && stored.record.revision > record.revision;
  const kept = !stored || isSetBack
    ? storedFrom(userId, record)
    : withoutHidden({ ...stored, record, unread: record.unreadCount, countedUpToSeq: record.lastSeq });
  return recount(withMessages(kept, synced.messages));
}
