import type { Id, Message } from '../generated/contract.ts';
import type { SeqRange } from './history.ts';

// A new message copies one chunk and the list of chunks: of 100,000 messages, 128 and 782 references.
const chunkSize = 128;

interface Chunk {
  readonly index: number;
  readonly items: readonly (Message | undefined)[];
  readonly count: number;
}

/** The messages that a device has of one conversation, by their seq. It never changes; a changed one is another, and shares the rest. */
export class MessageHistory {
  static readonly empty = new MessageHistory([], 0);

  #ranges: readonly SeqRange[] | undefined;
  #seqs: ReadonlyMap<Id, number> | undefined;

  private constructor(private readonly chunks: readonly Chunk[], readonly count: number) {}

  get last(): Message | undefined {
    return this.chunks.at(-1)?.items.findLast((message) => message !== undefined);
  }

  /** What is here without a gap. */
  get ranges(): readonly SeqRange[] {
    return this.#ranges ??= rangesOf(this.chunks);
  }

  get(seq: number): Message | undefined {
    const at = place(this.chunks, indexOf(seq));
    return at < 0 ? undefined : this.chunks[at]?.items[seq % chunkSize];
  }

  find(messageId: Id): Message | undefined {
    this.#seqs ??= new Map(this.all().map((message) => [message.id, message.seq]));
    const seq = this.#seqs.get(messageId);
    return seq === undefined ? undefined : this.get(seq);
  }

  all(): Message[] {
    return this.chunks.flatMap((chunk) => chunk.items.filter((message) => message !== undefined));
  }

  slice(from: number, to: number): Message[] {
    const found: Message[] = [];
    for (let at = from <= 0 ? 0 : ceiling(this.chunks, indexOf(from)); at < this.chunks.length; at++) {
      const chunk = this.chunks[at];
      if (!chunk || chunk.index > indexOf(to)) { break; }
      for (const message of chunk.items) {
        if (message && message.seq >= from && message.seq <= to) { found.push(message); }
      }
    }
    return found;
  }

  /** The newest so many. */
  tail(count: number): Message[] {
    const found: Message[] = [];
    for (let at = this.chunks.length - 1; at >= 0 && found.length < count; at--) {
      found.unshift(...(this.chunks[at]?.items.filter((message) => message !== undefined) ?? []));
    }
    return found.slice(-count);
  }

  /** Whether every seq from one to another is here. */
  covers(from: number, to: number): boolean {
    if (from > to) { return true; }
    for (let index = indexOf(from); index <= indexOf(to); index++) {
      const chunk = this.chunks[place(this.chunks, index)];
      if (!chunk) { return false; }
      const [first, last] = [Math.max(from, index * chunkSize), Math.min(to, index * chunkSize + chunkSize - 1)];
      if (chunk.count === chunkSize) { continue; }
      for (let seq = first; seq <= last; seq++) {
        if (!chunk.items[seq % chunkSize]) { return false; }
      }
    }
    return true;
  }

  /** With these; of two forms of a message the newer one stays. */
  with(messages: readonly Message[]): MessageHistory {
    const fresh = messages.filter((message) => isNewer(message, this.get(message.seq)));
    if (fresh.length === 0) { return this; }
    const chunks = [...this.chunks];
    const mine = new Map<number, { index: number; items: (Message | undefined)[]; count: number }>();
    let count = this.count;
    for (const message of fresh) {
      const chunk = writable(chunks, mine, indexOf(message.seq));
      const before = chunk.items[message.seq % chunkSize];
      if (!isNewer(message, before)) { continue; }
      chunk.items[message.seq % chunkSize] = message;
      if (!before) { chunk.count++; count++; }
    }
    return new MessageHistory(chunks, count);
  }

  withoutUpTo(seq: number): MessageHistory {
    if ((this.chunks[0]?.index ?? Infinity) > indexOf(seq)) { return this; }
    const chunks = this.chunks.flatMap((chunk) => {
      if (chunk.index > indexOf(seq)) { return [chunk]; }
      const items = chunk.items.map((message) => (message && message.seq > seq ? message : undefined));
      const count = items.reduce((sum, message) => sum + (message ? 1 : 0), 0);
      return count === 0 ? [] : [{ index: chunk.index, items, count }];
    });
    return new MessageHistory(chunks, chunks.reduce((sum, chunk) => sum + chunk.count, 0));
  }
}

/** The text of a reply grows within one revision. */
function isNewer(message: Message, before: Message | undefined): boolean {
  if (!before || before.revision < message.revision) { return true; }
  return before.revision === message.revision && message.status === 'streaming' && before.content.length < message.content.length;
}

const indexOf = (seq: number): number => Math.floor(seq / chunkSize);

/** The first chunk that is not before the index. */
function ceiling(chunks: readonly Chunk[], index: number): number {
  let [low, high] = [0, chunks.length];
  // Nearly every new message belongs to the last one.
  const last = chunks[high - 1];
  if (last && last.index < index) { return high; }
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((chunks[middle]?.index ?? 0) < index) { low = middle + 1; } else { high = middle; }
  }
  return low;
}

function place(chunks: readonly Chunk[], index: number): number {
  const at = ceiling(chunks, index);
  return chunks[at]?.index === index ? at : -1;
}

function writable(chunks: Chunk[], mine: Map<number, { index: number; items: (Message | undefined)[]; count: number }>, index: number) {
  const present = mine.get(index);
  if (present) { return present; }
  const at = ceiling(chunks, index);
  const before = chunks[at]?.index === index ? chunks[at] : undefined;
  const copy = {
    index,
    items: before ? [...before.items] : new Array<Message | undefined>(chunkSize).fill(undefined),
    count: before?.count ?? 0,
  };
  chunks.splice(at, before ? 1 : 0, copy);
  mine.set(index, copy);
  return copy;
}

function rangesOf(chunks: readonly Chunk[]): SeqRange[] {
  const ranges: { from: number; to: number }[] = [];
  const add = (from: number, to: number): void => {
    const last = ranges.at(-1);
    if (last && last.to + 1 === from) { last.to = to; } else { ranges.push({ from, to }); }
  };
  for (const chunk of chunks) {
    const start = chunk.index * chunkSize;
    if (chunk.count === chunkSize) { add(start, start + chunkSize - 1); continue; }
    chunk.items.forEach((message, offset) => { if (message) { add(start + offset, start + offset); } });
  }
  return ranges;
}
