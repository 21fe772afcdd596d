import { untracked, useSignal, useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Empty, Failed } from '../design/State';
import { Icon } from '../design/Icon';
import { explain } from '../session/refusals';
import { words } from '../words';
import { numberText } from '../words/formats';
import { drawRows } from './drawRows';
import { walkMessages } from './keys';
import type { InConversation } from './open';
import { Scrolling } from './scrolling';
import { useReading } from './reading';

interface MessageListProps extends InConversation {
  at: number | undefined;
  /** The reader had read up to here when the conversation was opened. */
  readUpTo: number;
}

export function MessageList({ open, conversation, at, readUpTo }: MessageListProps) {
  const { message } = words();
  const { timeline } = open;
  const scroller = useRef<HTMLDivElement>(null);
  const spacer = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const scrolling = useMemo(() => new Scrolling(), []);
  const [, draw] = useState(0);
  const away = useSignal(false);
  const lit = useSignal(0);
  const marks = useReading(open, conversation, scrolling);

  timeline.version.value;
  const base = timeline.firstSeq;
  const known = Math.max(0, timeline.lastSeq - base + 1);
  const count = known + timeline.pending.length;

  const settle = () => {
    if (scrolling.settle()) { draw(turn => turn + 1); }
    const { first, last } = scrolling.range;
    if (last > first) { timeline.want(base + first, Math.min(base + last - 1, timeline.lastSeq)); }
    away.value = !scrolling.isAtEnd;
    marks();
  };

  const before = useRef({ base, started: false });
  if (before.current.base !== base) {
    scrolling.shift(before.current.base - base);
    before.current.base = base;
  }
  scrolling.resize(count);

  useLayoutEffect(() => {
    if (scroller.current && spacer.current && sheet.current) { scrolling.attach(scroller.current, spacer.current, sheet.current); }
    if (!before.current.started && count > 0) {
      before.current.started = true;
      const start = at ?? (readUpTo < timeline.lastSeq && readUpTo >= base ? readUpTo + 1 : undefined);
      if (at) { open.jump(at); }
      if (start && start <= timeline.lastSeq) { scrolling.toRow(Math.max(0, start - base), 120); }
    }
    settle();
  });

  useSignalEffect(() => {
    const target = open.target.value;
    if (!target) { return; }
    // Once for each jump: if it also ran when the timeline changes, no reader could leave the target while something is written.
    untracked(() => {
      scrolling.toRow(Math.max(0, target.seq - base), (scroller.current?.clientHeight ?? 600) * 0.35);
      lit.value = target.seq;
      settle();
    });
    const timer = setTimeout(() => { lit.value = 0; }, 2200);
    return () => clearTimeout(timer);
  });

  const watcher = useMemo(() => new ResizeObserver(entries => {
    scrolling.look();
    for (const { target } of entries) {
      if (target === scroller.current || !(target instanceof HTMLElement) || !target.isConnected) { continue; }
      const row = Number(target.dataset['row']);
      if (target.classList.contains('ghost')) { scrolling.measureGhost(row); } else { scrolling.measure(row, target.offsetHeight); }
    }
    settleNow.current();
  }), []);
  const settleNow = useRef(settle);
  settleNow.current = settle;
  useLayoutEffect(() => {
    if (scroller.current) { watcher.observe(scroller.current); }
    return () => watcher.disconnect();
  }, []);

  if (timeline.failure && known > 0 && !timeline.message(timeline.lastSeq)) {
    return <Failed sentence={`${message.failed} ${explain(timeline.failure)}`} onRetry={() => timeline.retry()} />;
  }

  const newCount = Math.max(0, timeline.lastSeq - conversation.lastReadSeq);
  return (
    <div class="messages-frame">
      <div class="messages" ref={scroller} tabIndex={0} role="group" aria-label={message.list} onKeyDown={event => walkMessages(event, open)}
        onScroll={() => { if (scrolling.look()) { settle(); } }}>
        <div class="messages-spacer" ref={spacer}>
          <div class="messages-sheet" ref={sheet} role="list">
            {drawRows({ open, conversation, range: scrolling.range, count, known, base, readUpTo, lit: lit.value, watcher })}
          </div>
        </div>
        {count === 0 && <Empty title={message.empty}><p>{message.emptyNote}</p></Empty>}
      </div>
      {away.value && count > 0 && (
        <button type="button" class="to-latest" onClick={() => { scrolling.toEnd(); settle(); }} aria-label={newCount > 0 ? message.latestNew(newCount) : message.latest} title={message.latest}>
          <Icon name="down" />
          {newCount > 0 && <span class="badge" aria-hidden="true">{numberText(newCount)}</span>}
        </button>
      )}
    </div>
  );
}
