import { useRef } from 'preact/hooks';
import { failureText, textOf } from '../assistant/notices';
import { plain, summaryOf } from '../conversations/naming';
import type { Id, Message } from '../session/contract';
import { myId } from '../session/phase';
import { words } from '../words';
import type { InConversation } from './open';

// Some minutes of speech; the rest is read where it stands.
const longest = 4_000;

/** Says what arrives to those who listen. Of a flood, the last one; of a reply, that it is written and then the whole, not each word. */
export function Announcer({ open, conversation }: InConversation) {
  const { timeline } = open;
  timeline.version.value;
  const heard = useRef(timeline.lastSeq);
  const running = useRef<Id | null>(null);
  const said = useRef('');
  const now = open.running.value;
  if (now !== running.current) {
    const finished = running.current && timeline.find(running.current);
    said.current = finished && finished.status !== 'streaming' ? replyText(finished) : words().message.typing([words().assistant.name]);
    running.current = now;
    heard.current = timeline.lastSeq;
  }

  const last = timeline.message(timeline.lastSeq);
  if (last && last.seq > heard.current && last.status !== 'streaming') {
    heard.current = last.seq;
    if (last.senderId !== myId.value) { said.current = words().message.arrived(last.sender?.displayName ?? conversation.title, summaryOf(last)); }
  }
  return <p class="hidden-text" role="log" aria-live="polite">{said.current}</p>;
}

function replyText(message: Message): string {
  const text = [plain(textOf(message), longest), failureText(message)].filter(Boolean).join(' ');
  return words().assistant.finished(message.sender?.displayName ?? words().assistant.name, text);
}
