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

const seenUpTo = (stored: StoredConversation): number => Math.max(lastReadOf(stored), hiddenUpTo(stored));

export function withRecord(stored: StoredConversation, record: Partial<Conversation>): StoredConversation {
  return { ...stored, record: { ...stored.record, ...record } };
}

export function withMessages(stored: StoredConversation, messages: readonly Message[]): StoredConversation {
  const shown = messages.filter((message) => message.seq > hiddenUpTo(stored));
  const history = stored.messages.with(shown);
  return history === stored.messages ? stored : counted(shown.reduce(listMention, { ...stored, messages: history }));
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

/** A message may come before those that are before it, as an answer does: it is counted in its turn. */
function counted(stored: StoredConversation): StoredConversation {
  const { messages, userId } = stored;
  let { unread } = stored;
  let last = Math.max(stored.countedUpToSeq, hiddenUpTo(stored));
  for (let next = messages.get(last + 1); next; next = messages.get(last + 1)) {
    last = next.seq;
    if (last > seenUpTo(stored) && next.senderId !== userId) { unread++; }
  }
  return last === stored.countedUpToSeq ? stored : { ...stored, unread, countedUpToSeq: last };
}

function listMention(stored: StoredConversation, message: Message): StoredConversation {
  const names = message.seq > seenUpTo(stored) && message.senderId !== stored.userId && !message.deletedAt
    && (message.mentions?.includes(stored.userId) ?? false);
  if (names === stored.mentionSeqs.includes(message.seq)) { return stored; }
  const others = stored.mentionSeqs.filter((seq) => seq !== message.seq);
  return { ...stored, mentionSeqs: names ? [...others, message.seq] : others };
}
