import type { Conversation, Message, ReadMoved } from '../generated/contract.ts';
import { revisionOf, type ConversationChange } from './chatEvent.ts';
import { lastReadOf, recount, withMessages, withoutHidden, withRecord, type StoredConversation } from './storedConversation.ts';

/** Applied at the last revision plus one. An older one is known; at a later one something before it was missed. */
export function applyChange(stored: StoredConversation, event: ConversationChange): StoredConversation | 'missed' {
  const revision = revisionOf(event);
  if (revision <= stored.record.revision) { return stored; }
  return revision === stored.record.revision + 1 ? change(stored, event) : 'missed';
}

function change(stored: StoredConversation, event: ConversationChange): StoredConversation {
  switch (event.kind) {
    case 'message': return changeMessage(stored, event.message);
    case 'conversation': return changeRecord(stored, event.conversation);
    case 'read': return recountMine(read(stored, event.mark), event.mark);
    case 'cleared': {
      const goneUpToSeq = Math.max(stored.goneUpToSeq, event.cleared.upToSeq);
      return recount(withoutHidden({ ...withRecord(stored, { revision: event.cleared.revision }), goneUpToSeq }));
    }
  }
}

function changeMessage(stored: StoredConversation, message: Message): StoredConversation {
  const isNew = message.seq > stored.record.lastSeq;
  return withRecord(withMessages(stored, [message]), {
    revision: message.revision,
    lastSeq: Math.max(stored.record.lastSeq, message.seq),
    updatedAt: isNew ? message.createdAt : stored.record.updatedAt,
  });
}

/**
 * Own states have an order of their own: what a record says of them may be older than what was told already. What it clears is cleared all the
 * same, since it may stand for a clearing that was missed.
 */
function changeRecord(stored: StoredConversation, record: Conversation): StoredConversation {
  const { muted, clearedUpToSeq, lastReadSeq } = stored.record;
  const changed = { ...stored, record: {
    ...record,
    muted,
    clearedUpToSeq: Math.max(record.clearedUpToSeq, clearedUpToSeq),
    lastReadSeq: Math.max(record.lastReadSeq, lastReadSeq),
  } };
  return record.clearedUpToSeq > clearedUpToSeq ? recount(withoutHidden(changed)) : changed;
}

function read(stored: StoredConversation, mark: ReadMoved): StoredConversation {
  const { record } = stored;
  return withRecord(stored, {
    revision: mark.revision,
    lastReadSeq: mark.userId === stored.userId ? Math.max(record.lastReadSeq, mark.seq) : record.lastReadSeq,
    participants: record.participants.map((one) =>
      one.user.id === mark.userId && one.lastReadSeq < mark.seq ? { ...one, lastReadSeq: mark.seq } : one),
  });
}

function recountMine(stored: StoredConversation, mark: ReadMoved): StoredConversation {
  return mark.userId === stored.userId ? recount(stored) : stored;
}

/** Read here, before the server says so. */
export function readHere(stored: StoredConversation, seq: number): StoredConversation {
  return seq <= lastReadOf(stored) ? stored : recount({ ...stored, readHereSeq: seq });
}
