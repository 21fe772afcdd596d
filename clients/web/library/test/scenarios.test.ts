import { expect, it } from 'vitest';
import type { Message } from '../src/index.ts';
import type { ChatEvent } from '../src/storing/chatEvent.ts';
import { ChatStore } from '../src/storing/chatStore.ts';
import { stateOf } from '../src/storing/views.ts';
import { idOf, messageOf, ownOf, pageOf, pieceOf, recordOf, scenarios, type Scenario, type Step } from './testing/scenarios.ts';

const silent = { changed: () => undefined, extended: () => undefined, came: () => undefined, syncNeeded: () => undefined, currentChanged: () => undefined };

it.each(scenarios.map((one) => [one.name, one] as const))('%s', (_, { steps, expected }) => {
  const missing: Message[] = [];
  const store = new ChatStore({ ...silent, textMissing: (replies) => missing.push(...replies) });
  store.start(idOf('me'));

  // As after a first sync that brought nothing.
  store.beginSync(100);
  store.endSync(pageOf({}));
  for (const step of steps) { take(store, step, missing); }

  expect({ needsSync: store.needsSync, ownRevision: store.ownRevision, conversations: known(store) }).toEqual(whole(expected));
});

function take(store: ChatStore, { told, kept, asks, page, more, lost, fetches }: Step, missing: Message[]): void {
  if (told?.piece) { store.extend(pieceOf(told.piece)); } else if (told) { store.receive(eventOf(told)); }
  if (kept) { store.keep([messageOf(kept)]); }
  if (asks) {
    const { known: asked, ownRevision } = store.beginSync(100);
    expect({ known: Object.fromEntries(asked.map((one) => [one.conversationId, one.revision])), ownRevision })
      .toEqual({ known: Object.fromEntries(Object.entries(asks.known).map(([name, revision]) => [idOf(name), revision])), ownRevision: asks.ownRevision });
  }
  if (page) { expect(store.endSync(pageOf(page))).toBe(more); }
  if (lost) { store.abandonSync(); }
  if (fetches) { expect(fetched(missing.splice(0))).toEqual(Object.entries(fetches).flatMap(([name, seqs]) => seqs.map((seq) => `${idOf(name)} ${seq}`))); }
}

/** It may be said several times before somebody fetches. */
const fetched = (missing: readonly Message[]): string[] => [...new Set(missing.map(({ conversationId, seq }) => `${conversationId} ${seq}`))];

function eventOf({ message, record, own, removed, read, cleared }: NonNullable<Step['told']>): ChatEvent {
  if (message) { return { kind: 'message', message: messageOf(message) }; }
  if (record) { return { kind: 'conversation', conversation: recordOf(record) }; }
  if (own) { return { kind: 'own', changed: { own: ownOf(own), ownRevision: own.ownRevision ?? 0 } }; }
  if (removed) { return { kind: 'removed', conversationId: idOf(removed) }; }
  if (read) { return { kind: 'read', mark: { conversationId: idOf(read.in), userId: idOf(read.who), seq: read.seq, revision: read.revision } }; }
  if (cleared) { return { kind: 'cleared', cleared: { conversationId: idOf(cleared.in), upToSeq: cleared.upToSeq, revision: cleared.revision } }; }
  throw new Error('A step tells of nothing.');
}

const known = (store: ChatStore) => [...store.conversations.values()].map((stored) => {
  const { id, title, revision, lastSeq, lastReadSeq, clearedUpToSeq, muted, unreadCount } = stateOf(stored);
  return { id, title, revision, lastSeq, lastReadSeq, clearedUpToSeq, muted, unread: unreadCount, messages: stored.messages.all().map((message) => message.content) };
});

const whole = ({ needsSync, ownRevision = 0, conversations }: Scenario['expected']) => ({
  needsSync, ownRevision,
  conversations: conversations.map((one) => ({ lastReadSeq: 0, clearedUpToSeq: 0, muted: false, ...one, id: idOf(one.id), title: one.title ?? one.id })),
});
