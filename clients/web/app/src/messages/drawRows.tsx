import { Component, type VNode } from 'preact';
import type { Conversation, Message } from '../session/contract';
import { assistantName, isReply } from '../assistant/identity';
import { language } from '../words';
import { isSameDay, isTogether } from './grouping';
import { MessageRow } from './MessageRow';
import type { OpenConversation } from './open';
import { PendingRow } from './PendingRow';
import { readersOf } from './readers';
import type { Range } from './scrolling';

export interface RowsToDraw {
  open: OpenConversation;
  conversation: Conversation;
  range: Range;
  count: number;
  known: number;
  base: number;
  readUpTo: number;
  lit: number;
  watcher: ResizeObserver;
}

/** The rows in sight. One whose causes are the same is not drawn again, so that a new message costs one row and not all. */
export function drawRows(to: RowsToDraw): VNode[] {
  const rows: VNode[] = [];
  for (let row = to.range.first; row < Math.min(to.range.last, to.count); row++) {
    const { key, because, make } = row < to.known ? written(to, row) : pending(to, row);
    rows.push(<Row key={key} because={because} make={make} />);
  }
  return rows;
}

// A component, and not a row that is remembered: a remembered one would hold the rows beside it for ever.
class Row extends Component<Pick<Plan, 'because' | 'make'>> {
  override shouldComponentUpdate({ because }: Pick<Plan, 'because'>): boolean {
    const had = this.props.because;
    return because.length !== had.length || because.some((cause, at) => cause !== had[at]);
  }

  override render(): VNode { return this.props.make(); }
}

interface Plan { key: string; because: readonly unknown[]; make: () => VNode }

function written({ open, conversation, base, readUpTo, lit, watcher, known }: RowsToDraw, row: number): Plan {
  const seq = base + row;
  const { timeline } = open;
  const message = timeline.message(seq);
  if (!message) {
    return { key: `s${seq}`, because: [row], make: () => <GhostRow row={row} watcher={watcher} /> };
  }

  const previous = row > 0 ? timeline.message(seq - 1) : undefined;
  const next = row + 1 < known ? timeline.message(seq + 1) : undefined;
  const day = previous ? !isSameDay(previous, message) : row === 0;
  const isNew = seq === readUpTo + 1 && readUpTo >= base - 1 && seq <= timeline.lastSeq && readUpTo > 0;
  const starts = day || isNew || !isTogether(previous, message);
  const ends = !isTogether(message, next);
  const replied = message.replyTo ? timeline.find(message.replyTo) : undefined;
  const readers = readersOf(conversation, message);
  const key = message.clientMessageId ?? `s${seq}`;
  const isLit = lit === seq;
  const isPrivate = conversation.kind === 'private';
  const isLast = isReply(message) && row === known - 1;
  return {
    key,
    because: [message, row, day, isNew, starts, ends, replied, readers.length, isLit, isPrivate, isLast, language.value],
    make: () => (
      <MessageRow open={open} message={message} row={row} day={day} isNew={isNew} starts={starts} ends={ends} replied={replied}
        readers={readers} isLit={isLit} isPrivate={isPrivate} isLast={isLast} isFirst={row === 0 && base === 1} names={namesOf(conversation, message)} watcher={watcher} />
    ),
  };
}

function pending({ open, known, watcher }: RowsToDraw, row: number): Plan {
  const outgoing = open.timeline.pending[row - known];
  if (!outgoing) { throw new Error('A row that is nothing.'); }
  const replied = outgoing.replyTo ? open.timeline.find(outgoing.replyTo) : undefined;
  const key = outgoing.clientMessageId;
  return {
    key,
    because: [outgoing, outgoing.state, row, replied, language.value],
    make: () => <PendingRow open={open} outgoing={outgoing} row={row} replied={replied} watcher={watcher} />,
  };
}

function namesOf(conversation: Conversation, message: Message): string[] {
  const named = new Set(message.mentions ?? []);
  const names = conversation.participants.filter(one => named.has(one.user.id)).map(one => one.user.username);
  return conversation.kind === 'group' ? [...names, assistantName] : names;
}

/** Stands for a message that is on its way. */
function GhostRow({ row, watcher }: { row: number; watcher: ResizeObserver }) {
  return (
    <div class="ghost" role="listitem" aria-hidden="true" data-row={row} data-side={row % 5 < 3 ? 'left' : 'right'}
      ref={element => { if (element) { watcher.observe(element); } }}><i style={{ inlineSize: `${28 + (row * 37) % 40}%` }} /></div>
  );
}
