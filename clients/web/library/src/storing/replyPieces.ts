import type { Id, Message, MessageDelta } from '../generated/contract.ts';
import type { StoredConversation } from './storedConversation.ts';

// Some seconds of a few replies; whatever is forgotten is fetched, or comes with the finished message.
const most = 256;

/** Pieces of replies that are being written, until they can be put in their places. */
export class ReplyPieces {
  #waiting: MessageDelta[] = [];
  readonly #seqs = new Map<Id, number>();

  add(piece: MessageDelta): void {
    if (this.#waiting.length >= most) { this.#waiting.shift(); }
    this.#waiting.push(piece);
  }

  clear(): void {
    this.#waiting = [];
    this.#seqs.clear();
  }

  /** In the order they came: one that fits makes room for the next. Answers the messages of which something before a piece is missing. */
  fit(find: (conversationId: Id) => StoredConversation | undefined, extend: (stored: StoredConversation) => void): Message[] {
    if (this.#waiting.length === 0) { return []; }
    const gaps = new Map<Id, Message>();
    this.#waiting = this.#waiting.filter((piece) => {
      const stored = find(piece.conversationId);
      const message = stored && this.#messageOf(stored, piece.messageId);
      if (!message) { return true; }
      if (message.status !== 'streaming') { this.#seqs.delete(message.id); return false; }
      const known = message.content.length - piece.offset;
      if (known < 0) { gaps.set(message.id, message); return true; }
      if (known < piece.text.length) { extend(extended(stored, message, piece.text.slice(known))); }
      gaps.delete(message.id);
      return false;
    });
    return [...gaps.values()];
  }

  /** Its place is looked for once: a reply has hundreds of pieces. */
  #messageOf({ messages }: StoredConversation, id: Id): Message | undefined {
    const known = messages.get(this.#seqs.get(id) ?? 0);
    if (known?.id === id) { return known; }
    const found = messages.find(id);
    if (found) { this.#seqs.set(id, found.seq); }
    return found;
  }
}

/** The revision stays, as it does on the server. */
function extended(stored: StoredConversation, message: Message, text: string): StoredConversation {
  return { ...stored, messages: stored.messages.with([{ ...message, content: message.content + text }]) };
}

/** Of the newest messages, those that are being written. */
export function unfinished(stored: StoredConversation): Message[] {
  return stored.messages.tail(4).filter((message) => message.status === 'streaming');
}
