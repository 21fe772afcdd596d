import type { Id, Message, MessageDelta } from '../generated/contract.ts';
import type { StoredConversation } from './storedConversation.ts';

// Some seconds of a few replies; whatever is forgotten is fetched, or comes with the finished message.
const most = 256;

interface Waiting {
  readonly piece: MessageDelta;

  /** That its message had when it came; absent: the message was not here. */
  readonly revision: number | undefined;
}

type Find = (conversationId: Id) => StoredConversation | undefined;

/** Pieces of replies that are being written, until they can be put in their places. */
export class ReplyPieces {
  #waiting: Waiting[] = [];
  readonly #seqs = new Map<Id, number>();

  add(piece: MessageDelta, find: Find): void {
    if (this.#waiting.length >= most) { this.#waiting.shift(); }
    this.#waiting.push({ piece, revision: this.#messageOf(find, piece)?.revision });
  }

  clear(): void {
    this.#waiting = [];
    this.#seqs.clear();
  }

  /** In the order they came, and again while one makes room for another. Answers the messages of which something before a piece is missing. */
  fit(find: Find, extend: (stored: StoredConversation) => void): Message[] {
    const gaps = new Map<Id, Message>();
    for (let before = Infinity; this.#waiting.length > 0 && this.#waiting.length < before;) {
      before = this.#waiting.length;
      this.#waiting = this.#waiting.flatMap((one) => this.#fitOne(one, find, extend, gaps) ?? []);
    }
    return [...gaps.values()];
  }

  /** What is left of it to wait for. */
  #fitOne(waiting: Waiting, find: Find, extend: (stored: StoredConversation) => void, gaps: Map<Id, Message>): Waiting | undefined {
    const { piece, revision } = waiting;
    const stored = find(piece.conversationId);
    const message = stored && this.#messageOf(find, piece);
    if (!message || isAhead(piece, message)) { return waiting; }
    if (isBehind(piece, message)) { return undefined; }
    if (message.status !== 'streaming') { this.#seqs.delete(message.id); gaps.delete(message.id); return undefined; }

    // It does not say its text, as of older servers, and the message was changed since: maybe it belongs to the text before.
    const known = message.content.length - piece.offset;
    const isOld = piece.revision === undefined && revision !== undefined && revision < message.revision;
    if (isOld || known < 0) {
      gaps.set(message.id, message);
      return isOld ? undefined : { piece, revision: message.revision };
    }
    if (known < piece.text.length) { extend(extended(stored, message, piece.text.slice(known))); }
    gaps.delete(message.id);
    return undefined;
  }

  /** Its place is looked for once: a reply has hundreds of pieces. */
  #messageOf(find: Find, { conversationId, messageId }: MessageDelta): Message | undefined {
    const messages = find(conversationId)?.messages;
    const known = messages?.get(this.#seqs.get(messageId) ?? 0);
    if (known?.id === messageId) { return known; }
    const found = messages?.find(messageId);
    if (found) { this.#seqs.set(messageId, found.seq); }
    return found;
  }
}

const isAhead = (piece: MessageDelta, message: Message): boolean => piece.revision !== undefined && piece.revision > message.revision;
const isBehind = (piece: MessageDelta, message: Message): boolean => piece.revision !== undefined && piece.revision < message.revision;

/** The revision stays, as it does on the server. */
function extended(stored: StoredConversation, message: Message, text: string): StoredConversation {
  return { ...stored, messages: stored.messages.with([{ ...message, content: message.content + text }]) };
}

/** Of the newest messages, those that are being written. */
export function unfinished(stored: StoredConversation): Message[] {
  return stored.messages.tail(4).filter((message) => message.status === 'streaming');
}
