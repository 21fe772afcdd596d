import { useRef } from 'preact/hooks';
import { summaryOf } from '../conversations/naming';
import { myId } from '../session/phase';
import { words } from '../words';
import type { InConversation } from './open';

/** Says what arrives to those who listen. Of a flood, the last one. */
export function Announcer({ open, conversation }: InConversation) {
  const { timeline } = open;
  timeline.version.value;
  const heard = useRef(timeline.lastSeq);
  const said = useRef('');
  const last = timeline.message(timeline.lastSeq);
  if (last && last.seq > heard.current) {
    heard.current = last.seq;
    if (last.senderId !== myId.value) { said.current = words().message.arrived(last.sender?.displayName ?? conversation.title, summaryOf(last)); }
  }
  return <p class="hidden-text" role="log" aria-live="polite">{said.current}</p>;
}
