import { readFileSync } from 'node:fs';
import type { Conversation, Message, MessageDelta, MessageStatus, OwnState, SyncPage } from '../../src/index.ts';

export interface ScriptedMessage { in: string; seq: number; revision: number; from: string; text: string; isDeleted?: boolean; status?: MessageStatus }
export interface ScriptedPiece { in: string; seq: number; revision?: number; offset: number; text: string }
export interface ScriptedRecord {
  id: string; revision: number; title?: string; lastSeq?: number; lastReadSeq?: number; clearedUpToSeq?: number; unread?: number; muted?: boolean;
}
export interface ScriptedOwn { in: string; muted?: boolean; clearedUpToSeq?: number; lastReadSeq?: number; ownRevision?: number }
export interface ScriptedPage {
  conversations?: { record: ScriptedRecord; messages: ScriptedMessage[] }[]; removed?: string[]; own?: ScriptedOwn[]; ownRevision?: number; more?: boolean;
}

export interface Step {
  told?: {
    message?: ScriptedMessage; piece?: ScriptedPiece; record?: ScriptedRecord; own?: ScriptedOwn; removed?: string;
    read?: { in: string; who: string; seq: number; revision: number }; cleared?: { in: string; upToSeq: number; revision: number };
  };
  kept?: ScriptedMessage;
  asks?: { known: Record<string, number>; ownRevision: number };
  page?: ScriptedPage;
  more?: boolean;
  lost?: true;
  fetches?: Record<string, number[]>;
}

export interface Scenario {
  name: string;
  steps: Step[];
  expected: {
    needsSync: boolean; ownRevision?: number;
    conversations: {
      id: string; title?: string; revision: number; lastSeq: number; lastReadSeq?: number; clearedUpToSeq?: number; muted?: boolean; unread: number; messages: string[];
    }[];
  };
}

const file = JSON.parse(readFileSync(new URL('../../../../scenarios/store.json', import.meta.url), 'utf8')) as { names: Record<string, string>; scenarios: Scenario[] };

export const { scenarios } = file;

export const idOf = (name: string): string => {
  const id = file.names[name];
  if (!id) { throw new Error(`No id is given for ${name}.`); }
  return id;
};

const moment = '2026-11-21T07:00:00.000Z';

const messageIdOf = (where: string, seq: number): string => `0196c0de-0000-7000-9${idOf(where).slice(-3)}-${seq.toString(16).padStart(12, '0')}`;

export const pieceOf = ({ in: where, seq, revision, offset, text }: ScriptedPiece): MessageDelta =>
  ({ conversationId: idOf(where), messageId: messageIdOf(where, seq), offset, text, ...(revision === undefined ? {} : { revision }) });

export const messageOf = ({ in: where, seq, revision, from, text, isDeleted, status = 'complete' }: ScriptedMessage): Message => ({
  id: messageIdOf(where, seq),
  conversationId: idOf(where), seq, senderId: idOf(from), role: 'user', type: 'text', content: text, status, attachments: [], reactions: [],
  revision, createdAt: moment, ...(isDeleted ? { deletedAt: moment } : {}),
});

export const recordOf = (one: ScriptedRecord): Conversation => ({
  id: idOf(one.id), kind: 'group', title: one.title ?? one.id, participants: [], participantCount: 2, unreadCount: one.unread ?? 0, lastSeq: one.lastSeq ?? 0,
  lastReadSeq: one.lastReadSeq ?? 0, clearedUpToSeq: one.clearedUpToSeq ?? 0, revision: one.revision, muted: one.muted ?? false, createdAt: moment, updatedAt: moment,
});

export const ownOf = ({ in: where, muted = false, clearedUpToSeq = 0, lastReadSeq = 0 }: ScriptedOwn): OwnState =>
  ({ conversationId: idOf(where), muted, clearedUpToSeq, lastReadSeq });

export const pageOf = ({ conversations = [], removed = [], own = [], ownRevision = 0, more = false }: ScriptedPage): SyncPage => ({
  conversations: conversations.map(({ record, messages }) => ({ conversation: recordOf(record), messages: messages.map(messageOf) })),
  removed: removed.map(idOf), own: own.map(ownOf), ownRevision, more,
});
