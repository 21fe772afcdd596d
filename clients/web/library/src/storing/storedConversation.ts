import type { Conversation, Id, Message, OwnState } from '../generated/contract.ts';
import { MessageHistory } from './messageHistory.ts';

/** A conversation as this device has it. It never changes; a changed one is another. */
export interface StoredConversation {
  readonly userId: Id;

  /** As the server told it last. Its revision: all that happened up to it is in here. */
  readonly record: Conversation;
  readonly messages: MessageHistory;

  /** Up to here the messages themselves are gone, for everybody. */
  readonly goneUpToSeq: number;

  /** What was read here and is not yet told by the server. */
  readonly readHereSeq: number;

  /** Others' messages after the read ones, of those up to `countedUpToSeq`. */
  readonly unread: number;
  readonly countedUpToSeq: number;

  /** Unread ones, of those here, that name the user. */
  readonly mentionSeqs: readonly number[];
}

export function storedFrom(userId: Id, record: Conversation): StoredConversation {
  return recount({
    userId, record, messages: MessageHistory.empty, goneUpToSeq: 0, readHereSeq: 0,
    unread: record.unreadCount, countedUpToSeq: record.lastSeq, mentionSeqs: [],
  });
}

export const lastReadOf = (stored: StoredConversation): number => Math.max(stored.record.lastReadSeq, stored.readHereSeq);

export const hiddenUpTo = (stored: StoredConversation): number => Math.max(stored.record.clearedUpToSeq, stored.goneUpToSeq);

const seenUpTo = (stored: StoredConversation): number => Math.max(lastReadOf(stored), stored.record.clearedUpToSeq);

export function withRecord(stored: StoredConversation, record: Partial<Conversation>): StoredConversation {
  return { ...stored, record: { ...stored.record, ...record } };
}

export function withMessages(stored: StoredConversation, messages: readonly Message[]): StoredConversation {
  const shown = messages.filter((message) => message.seq > hiddenUpTo(stored));
  const history = stored.messages.with(shown);
  return history === stored.messages ? stored : shown.reduce(count, { ...stored, messages: history });
}

export function withOwn(stored: StoredConversation, own: OwnState): StoredConversation {
  return recount(withoutHidden(withRecord(stored, {
    muted: own.muted,
    clearedUpToSeq: own.clearedUpToSeq,
    lastReadSeq: Math.max(stored.record.lastReadSeq, own.lastReadSeq),
  })));
}

export function withoutHidden(stored: StoredConversation): StoredConversation {
  const messages = stored.messages.withoutUpTo(hiddenUpTo(stored));
  return messages === stored.messages ? stored : { ...stored, messages };
}

/** After what was seen moved, or after a record of the server: exactly where all of it is here, else as near as can be known. */
export function recount(stored: StoredConversation): StoredConversation {
  const [seen, last] = [seenUpTo(stored), stored.record.lastSeq];
  const mentionSeqs = stored.mentionSeqs.filter((seq) => seq > seen);
  if (!stored.messages.covers(seen + 1, last)) {
    return { ...stored, mentionSeqs, unread: Math.min(stored.unread, Math.max(0, last - seen)) };
  }
  const unread = stored.messages.slice(seen + 1, last).filter((message) => message.senderId !== stored.userId).length;
  return { ...stored, mentionSeqs, unread, countedUpToSeq: last };
}

function count(stored: StoredConversation, message: Message): StoredConversation {
  const isUnread = message.seq > seenUpTo(stored);
  const isCounted = message.seq <= stored.countedUpToSeq;
  const names = isUnread && message.senderId !== stored.userId && !message.deletedAt && (message.mentions?.includes(stored.userId) ?? false);
  const isListed = stored.mentionSeqs.includes(message.seq);
  if (isCounted && names === isListed) { return stored; }
  const others = stored.mentionSeqs.filter((seq) => seq !== message.seq);
  return {
    ...stored,
    mentionSeqs: names ? [...others, message.seq] : others,
    unread: !isCounted && isUnread && message.senderId !== stored.userId ? stored.unread + 1 : stored.unread,
    countedUpToSeq: Math.max(stored.countedUpToSeq, message.seq),
  };
}
