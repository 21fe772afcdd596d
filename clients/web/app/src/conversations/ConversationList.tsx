import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Conversation, Id } from '../session/contract';
import { words } from '../words';
import { ConversationRow } from './ConversationRow';

const rowHeight = 76;
const spare = 6;

/** Thousands of conversations, of which those in sight are drawn. One stop of the tab key; arrows walk. */
export function ConversationList({ conversations, current }: { conversations: readonly Conversation[]; current: Id | undefined }) {
  const scroller = useRef<HTMLElement>(null);
  const [from, setFrom] = useState(0);
  const [height, setHeight] = useState(900);
  const [focused, setFocused] = useState<Id | undefined>(current);

  useLayoutEffect(() => {
    const shown = scroller.current;
    if (!shown) { return; }
    const watcher = new ResizeObserver(() => setHeight(shown.clientHeight));
    watcher.observe(shown);
    return () => watcher.disconnect();
  }, []);

  const first = Math.max(0, Math.min(from, conversations.length - 1) - spare);
  const last = Math.min(conversations.length, from + Math.ceil(height / rowHeight) + spare);
  const stop = conversations.some(one => one.id === focused) ? focused : conversations[0]?.id;

  const walk = (event: KeyboardEvent) => {
    const at = conversations.findIndex(one => one.id === stop);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: conversations.length - 1 }[event.key];
    const next = to === undefined ? undefined : conversations[Math.max(0, Math.min(conversations.length - 1, to))];
    if (!next || !(event.target instanceof HTMLAnchorElement)) { return; }
    event.preventDefault();
    setFocused(next.id);
    const index = conversations.indexOf(next);
    const shown = scroller.current;
    if (shown && (index * rowHeight < shown.scrollTop || (index + 1) * rowHeight > shown.scrollTop + shown.clientHeight)) {
      shown.scrollTop = index * rowHeight - shown.clientHeight / 2;
      setFrom(Math.max(0, Math.floor(shown.scrollTop / rowHeight)));
    }
    requestAnimationFrame(() => shown?.querySelector<HTMLElement>(`[data-id="${next.id}"] a`)?.focus());
  };

  return (
    <nav class="conversations" ref={scroller} aria-label={words().list.title} onKeyDown={walk}
      onScroll={event => setFrom(Math.floor(event.currentTarget.scrollTop / rowHeight))}>
      <ul style={{ blockSize: `${conversations.length * rowHeight}px` }}>
        {conversations.slice(first, last).map((conversation, index) => (
          <li key={conversation.id} data-id={conversation.id} style={{ transform: `translateY(${(first + index) * rowHeight}px)` }}
            aria-setsize={conversations.length} aria-posinset={first + index + 1} onFocusIn={() => setFocused(conversation.id)}>
            <ConversationRow conversation={conversation} current={conversation.id === current} tabIndex={conversation.id === stop ? 0 : -1} />
          </li>
        ))}
      </ul>
    </nav>
  );
}
