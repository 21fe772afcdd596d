import type { Conversation, Id, Message, OwnState, User } from '../../src/index.ts';

let made = 0;

/** An id that sorts by when it was made. */
export const newId = (): Id => `0196c0de-0000-7000-8000-${(++made).toString(16).padStart(12, '0')}`;

export const userOf = (id: Id, name: string): User => ({ id, username: name, displayName: name, role: 'user', hasFace: false });

/** What the server knows of one conversation, with one reader who is looked after: `me`. */
export class ModelConversation {
  readonly id = newId();
  readonly messages: Message[] = [];
  revision = 1;
  lastReadSeq = 0;
  clearedUpToSeq = 0;
  muted = false;
  isMember = true;

  constructor(readonly me: User, readonly others: readonly User[], public title: string, private readonly now: () => string) {}

  get lastSeq(): number { return this.messages.length; }

  own(): OwnState {
    const { id, muted, clearedUpToSeq, lastReadSeq } = this;
    return { conversationId: id, muted, clearedUpToSeq, lastReadSeq };
  }

  add(from: User, content: string, more: Partial<Message> = {}): Message {
    const message: Message = {
      id: newId(), conversationId: this.id, seq: this.lastSeq + 1, senderId: from.id, sender: from, role: 'user', type: 'text', content,
      status: 'complete', attachments: [], reactions: [], createdAt: this.now(), ...more, revision: ++this.revision,
    };
    this.messages.push(message);
    return message;
  }

  change(seq: number, change: Partial<Message>): Message {
    const changed = { ...this.messages[seq - 1]!, ...change, revision: ++this.revision };
    this.messages[seq - 1] = changed;
    return changed;
  }

  /** As `me` sees it. */
  record(): Conversation {
    const seen = Math.max(this.lastReadSeq, this.clearedUpToSeq);
    const last = this.messages.at(-1);
    return {
      id: this.id, kind: 'group', title: this.title,
      participants: [this.me, ...this.others].map((user) => ({ user, role: 'member', lastReadSeq: 0, joinedAt: '2026-01-01T00:00:00.000Z' })),
      participantCount: this.others.length + 1, ...(last && last.seq > this.clearedUpToSeq ? { lastMessage: last } : {}),
      unreadCount: this.messages.filter(({ seq, senderId }) => seq > seen && senderId !== this.me.id).length,
      lastSeq: this.lastSeq, lastReadSeq: this.lastReadSeq, clearedUpToSeq: this.clearedUpToSeq, revision: this.revision, muted: this.muted,
      createdAt: '2026-01-01T00:00:00.000Z', updatedAt: last?.createdAt ?? '2026-01-01T00:00:00.000Z',
    };
  }
}
