import type { Message } from '../generated/contract.ts';
import type { ConversationState, UnreadTotals } from './conversationState.ts';
import type { History } from './history.ts';
import { hiddenUpTo, lastReadOf, type StoredConversation } from './storedConversation.ts';

const states = new WeakMap<StoredConversation, ConversationState>();
const histories = new WeakMap<StoredConversation, History>();

/** What a program sees of a conversation: the same object for the same state. */
export function stateOf(stored: StoredConversation): ConversationState {
  const known = states.get(stored);
  if (known) { return known; }
  const { lastMessage: _, ...record } = stored.record;
  const lastMessage = lastOf(stored);
  const state: ConversationState = {
    ...record,
    ...(lastMessage ? { lastMessage } : {}),
    unreadCount: stored.unread,
    lastReadSeq: lastReadOf(stored),
    unreadMentions: stored.mentionSeqs.length,
  };
  states.set(stored, state);
  return state;
}

export function historyOf(stored: StoredConversation, before?: History): History {
  const known = histories.get(stored);
  if (known) { return known; }
  const { messages } = stored;
  const [firstSeq, lastSeq] = [hiddenUpTo(stored) + 1, Math.max(stored.record.lastSeq, messages.last?.seq ?? 0)];

  // What concerns only the conversation's head (a read mark) leaves its history the same object.
  const isSame = before !== undefined && before.firstSeq === firstSeq && before.lastSeq === lastSeq && contents.get(before) === messages;
  const history: History = isSame ? before : {
    firstSeq, lastSeq, count: messages.count,
    get ranges() { return messages.ranges; },
    get: (seq) => messages.get(seq),
    find: (id) => messages.find(id),
    slice: (from, to) => messages.slice(from, to),
  };
  contents.set(history, messages);
  histories.set(stored, history);
  return history;
}

const contents = new WeakMap<History, unknown>();

export const emptyHistory: History = {
  firstSeq: 1, lastSeq: 0, count: 0, ranges: [], get: () => undefined, find: () => undefined, slice: () => [],
};

export function totalsOf(all: Iterable<StoredConversation>): UnreadTotals {
  let [messages, conversations, mentions] = [0, 0, 0];
  for (const { unread, mentionSeqs, record } of all) {
    if (record.muted) { continue; }
    messages += unread;
    conversations += unread > 0 ? 1 : 0;
    mentions += mentionSeqs.length;
  }
  return { messages, conversations, mentions };
}

/** The latest form of the latest message, whether it is here or only the server's word for it. */
function lastOf(stored: StoredConversation): Message | undefined {
  const [here, told] = [stored.messages.last, stored.record.lastMessage];
  if (!told || told.seq <= hiddenUpTo(stored)) { return here; }
  if (!here || told.seq > here.seq) { return told; }
  return told.seq === here.seq && told.revision > here.revision ? told : here;
}
