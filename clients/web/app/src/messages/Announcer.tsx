import { useRef } from 'preact/hooks';
import { isReply } from '../assistant/identity';
import { failureText, textOf } from '../assistant/notices';
import { plain, summaryOf } from '../conversations/naming';
import type { Message } from '../session/contract';
import { myId } from '../session/phase';
import { words } from '../words';
import type { InConversation } from './open';

// Some minutes of speech; the rest is read where it stands.
const longest = 4_000;

/** Says what arrives to those who listen. Of a flood, the last one; of a reply, that it is written and then the whole, not each word. */
export function Announcer({ open, conversation }: InConversation) {
  const { timeline } = open;
  timeline.version.value;
  const last = timeline.message(timeline.lastSeq);
  const heard = useRef(timeline.lastSeq);
  const reply = useRef(last && replyText(last));
  const said = useRef('');
  const isRunning = last?.status === 'streaming';
  if (last && isReply(last)) {
    const text = replyText(last);
    if (text !== reply.current) { said.current = isRunning ? words().message.typing([nameOf(last)]) : text; }
    [heard.current, reply.current] = [last.seq, text];
  } else if (last && last.seq > heard.current) {
    heard.current = last.seq;
    if (last.senderId !== myId.value) { said.current = words().message.arrived(last.sender?.displayName ?? conversation.title, summaryOf(last)); }
  }
  return <p class="hidden-text" role="log" aria-live="polite">{said.current}</p>;
}

/** The same text for as long as it is being written. */
function replyText(message: Message): string {
  const text = message.status === 'streaming' ? message.id : [plain(textOf(message), longest), failureText(message)].filter(Boolean).join(' ');
  return words().assistant.finished(nameOf(message), text);
}

function nameOf(message: Message): string { return message.sender?.displayName ?? words().assistant.name; }
