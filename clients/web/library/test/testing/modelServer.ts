import { ChatError, type ChatEvents, type Id, type Message, type SendMessageRequest, type SyncPage, type SyncRequest, type User } from '../../src/index.ts';
import { ModelConversation, newId, userOf } from './modelConversation.ts';

export type Tell = <E extends keyof ChatEvents>(event: E, told: ChatEvents[E]) => void;

/** What the server knows, and what it tells one user of it. */
export class ModelServer {
  readonly me = userOf(newId(), 'ada');
  readonly bob = userOf(newId(), 'bob');
  readonly all: ModelConversation[] = [];
  readonly #owns: { revision: number; conversation: ModelConversation }[] = [];
  tell: Tell = () => undefined;
  now = (): number => Date.now();
  ownRevision = 0;

  get mine(): ModelConversation[] { return this.all.filter((one) => one.isMember); }

  find(id: Id): ModelConversation {
    const found = this.mine.find((one) => one.id === id);
    if (!found) { throw new ChatError('not_found', 'There is no such conversation.'); }
    return found;
  }

  create(title = 'tea'): ModelConversation {
    const made = new ModelConversation(this.me, [this.bob], title, () => new Date(this.now()).toISOString());
    this.all.push(made);
    this.tell('conversationUpdated', made.record());
    return made;
  }

  send(to: ModelConversation, from: User, content: string, more: Partial<Message> = {}): Message {
    const message = to.add(from, content, more);
    this.tell('messageReceived', message);
    return message;
  }

  change(inside: ModelConversation, seq: number, change: Partial<Message>): Message {
    const message = inside.change(seq, change);
    this.tell('messageUpdated', message);
    return message;
  }

  /** More of a reply that is being written: its revision stays, and the piece may be lost. */
  write(inside: ModelConversation, seq: number, text: string, isTold = true): void {
    const message = inside.messages[seq - 1]!;
    inside.messages[seq - 1] = { ...message, content: message.content + text };
    if (isTold) { this.tell('messageDelta', { conversationId: inside.id, messageId: message.id, offset: message.content.length, text, revision: message.revision }); }
  }

  /** The same client's id is the same message. */
  sendOnce({ conversationId, clientMessageId, content, type = 'text' }: SendMessageRequest): Message {
    const to = this.find(conversationId);
    const before = to.messages.find((one) => one.senderId === this.me.id && one.clientMessageId === clientMessageId);
    return before ?? this.send(to, this.me, content, { clientMessageId, type });
  }

  rename(one: ModelConversation, title: string): void {
    one.title = title;
    one.revision++;
    this.tell('conversationUpdated', one.record());
  }

  read(one: ModelConversation, seq: number): void {
    if (seq <= one.lastReadSeq) { return; }
    one.lastReadSeq = seq;
    one.revision++;
    this.tell('readMoved', { conversationId: one.id, userId: this.me.id, seq, revision: one.revision });
  }

  mute(one: ModelConversation, muted: boolean): void {
    one.muted = muted;
    this.#ownChanged(one);
  }

  clear(one: ModelConversation): void {
    one.clearedUpToSeq = one.lastSeq;
    this.#ownChanged(one);
  }

  remove(one: ModelConversation): void {
    one.isMember = false;
    this.tell('conversationRemoved', { conversationId: one.id });
  }

  sync({ known, ownRevision = 0, limit = 500 }: SyncRequest): SyncPage {
    const has = new Map(known.map((one) => [one.conversationId, one.revision]));
    const conversations: SyncPage['conversations'][number][] = [];
    let [left, more] = [limit, false];
    for (const one of this.mine.filter(({ id, revision }) => has.get(id) !== revision)) {
      if (left === 0) { more = true; break; }
      const since = has.get(one.id) ?? 0;
      const changed = one.messages.filter(({ revision, seq }) => revision > since && seq > one.clearedUpToSeq).sort((a, b) => a.revision - b.revision);
      const messages = changed.slice(0, left);
      const isWhole = messages.length === changed.length;
      more ||= !isWhole;
      left -= messages.length;
      conversations.push({ conversation: { ...one.record(), revision: isWhole ? one.revision : messages.at(-1)!.revision }, messages });
    }

    const own = this.#owns.filter(({ revision, conversation }) => revision > ownRevision && conversation.isMember).map(({ conversation }) => conversation.own());
    const removed = known.map((one) => one.conversationId).filter((id) => !this.mine.some((one) => one.id === id));
    return { conversations, removed, own: [...new Map(own.map((one) => [one.conversationId, one])).values()], ownRevision: this.ownRevision, more };
  }

  #ownChanged(conversation: ModelConversation): void {
    this.#owns.push({ revision: ++this.ownRevision, conversation });
    this.tell('ownStateChanged', { own: conversation.own(), ownRevision: this.ownRevision });
  }
}
