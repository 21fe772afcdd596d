import { useState } from 'preact/hooks';
import { Button, IconButton } from '../design/Button';
import { Icon } from '../design/Icon';
import { copyText } from '../messages/acting';
import type { OpenConversation } from '../messages/open';
import { Quoted } from '../messages/Quoted';
import type { Message } from '../session/contract';
import { typingIn } from '../session/people';
import { words } from '../words';
import { fullTime, timeOf } from '../words/formats';
import { again } from './acting';
import { failureText, textOf, waitingText } from './notices';
import { ReplyText } from './ReplyText';
import './assistant.css';

interface ReplyProps { open: OpenConversation; message: Message; replied: Message | undefined; isLast: boolean }

/** What the assistant says, as a page and not as a bubble. */
export function Reply({ open, message, replied, isLast }: ReplyProps) {
  const text = textOf(message);
  const isRunning = message.status === 'streaming';
  return (
    <div class="reply" data-status={message.status} aria-busy={isRunning}>
      {message.replyTo && <Quoted open={open} message={replied} />}
      {text && <ReplyText open={open} message={message} text={text} />}
      {isRunning && !text && <Waiting message={message} />}
      <Failure message={message} />
      <Sources open={open} message={message} />
      <Foot message={message} text={text} isLast={isLast} />
    </div>
  );
}

/** Its turn has come when the assistant is told to be typing; the notice of the line stays until the end. */
function Waiting({ message }: { message: Message }) {
  const isThinking = typingIn(message.conversationId).some(user => user.role === 'bot');
  const line = isThinking ? undefined : waitingText(message);
  return <p class="reply-waits"><span class="dots" aria-hidden="true"><i /><i /><i /></span>{line ?? words().assistant.thinking}</p>;
}

function Failure({ message }: { message: Message }) {
  const { tryAgain } = words();
  const sentence = failureText(message);
  const [busy, setBusy] = useState(false);
  if (sentence === undefined) { return null; }
  return (
    <div class="reply-failed">
      <Icon name="warn" />
      <span>{sentence}</span>
      <Button icon="retry" busy={busy} onClick={() => { setBusy(true); void again(message).then(() => setBusy(false)); }}>{tryAgain}</Button>
    </div>
  );
}

function Sources({ open, message }: { open: OpenConversation; message: Message }) {
  const { assistant } = words();
  const citations = message.status === 'streaming' ? [] : message.citations ?? [];
  if (citations.length === 0) { return null; }
  return (
    <ul class="sources" aria-label={assistant.sources}>
      {citations.map(({ number, title }) => (
        <li key={number}>
          <button type="button" class="source" aria-haspopup="dialog" onClick={() => { open.citing.value = { message, number }; }}>
            <span class="cite">{number}</span> <span class="source-title">{title}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Foot({ message, text, isLast }: { message: Message; text: string; isLast: boolean }) {
  const { assistant } = words();
  const at = new Date(message.createdAt);
  const isRunning = message.status === 'streaming';
  return (
    <div class="reply-foot">
      <time dateTime={message.createdAt} title={fullTime(at)}>{timeOf(at)}</time>
      {message.status === 'stopped' && <span class="reply-stopped">{assistant.stopped}</span>}
      {isLast && !isRunning && text && <IconButton icon="copy" label={assistant.copy} onClick={() => void copyText(text)} />}
      {isLast && !isRunning && message.status !== 'failed' && <IconButton icon="retry" label={assistant.again} onClick={() => void again(message)} />}
    </div>
  );
}
