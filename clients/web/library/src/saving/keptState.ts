import type { Conversation, Id, Message } from '../generated/contract.ts';
import type { ChatStore } from '../storing/chatStore.ts';
import { recount, storedFrom, withMessages, type StoredConversation } from '../storing/storedConversation.ts';
import type { Database } from './database.ts';

/** What this browser knew. It may be old: its revisions say how old, and a sync brings the rest. */
interface KeptConversation {
  readonly id: Id;
  readonly userId: Id;
  readonly record: Conversation;
  readonly messages: readonly Message[];
  readonly goneUpToSeq: number;
}

interface About {
  readonly userId: Id;
  readonly ownRevision: number;
}

export interface KeptBounds {
  readonly conversations: number;
  readonly messages: number;
}

export interface KeptState extends About {
  readonly conversations: readonly StoredConversation[];
}

/** What was kept of this user. What is kept of anybody else is removed. */
export async function readState(database: Database, userId: Id): Promise<KeptState | undefined> {
  const about = await database.get('about', 'state') as About | undefined;
  if (!about) { return undefined; }
  if (about.userId !== userId) { await forgetState(database); return undefined; }
  const kept = await database.all('conversations') as KeptConversation[];
  return { ...about, conversations: kept.filter((one) => one.userId === userId).map(restored) };
}

/** These conversations as they are now, or their absence, together with the own revision that they belong to. */
export async function writeState(database: Database, store: ChatStore, touched: Iterable<Id>, bounds: KeptBounds): Promise<void> {
  const recent = new Set([...store.conversations.values()].map(({ record }) => record)
    .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)).slice(0, bounds.conversations).map(({ id }) => id));
  const about: About = { userId: store.userId, ownRevision: store.ownRevision };
  await database.write(['conversations', 'about'], (name) => {
    for (const id of touched) {
      const stored = store.find(id);
      if (stored) { name('conversations').put(kept(stored, recent.has(id) ? bounds.messages : 0)); } else { name('conversations').delete(id); }
    }
    name('about').put(about, 'state');
  });
}

export const forgetState = (database: Database): Promise<void> => database.write(['conversations', 'about'], (name) => {
  name('conversations').clear();
  name('about').clear();
});

function kept({ userId, record, messages, goneUpToSeq, unread }: StoredConversation, count: number): KeptConversation {
  return { id: record.id, userId, record: { ...record, unreadCount: unread }, messages: messages.tail(count), goneUpToSeq };
}

function restored({ userId, record, messages, goneUpToSeq }: KeptConversation): StoredConversation {
  const stored = { ...storedFrom(userId, record), goneUpToSeq };
  const full = withMessages(stored, messages);
  const seen = Math.max(record.lastReadSeq, record.clearedUpToSeq);
  const mentionSeqs = full.messages.slice(seen + 1, record.lastSeq)
    .filter((message) => !message.deletedAt && message.mentions?.includes(userId)).map((message) => message.seq);
  return recount({ ...full, mentionSeqs });
}
