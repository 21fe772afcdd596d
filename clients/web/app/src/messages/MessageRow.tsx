import { useLayoutEffect, useRef } from 'preact/hooks';
import { isReply } from '../assistant/identity';
import { Reply } from '../assistant/Reply';
import { Avatar } from '../design/Avatar';
import { IconButton } from '../design/Button';
import type { Message, Participant } from '../session/contract';
import { myId } from '../session/phase';
import { words } from '../words';
import { dayText, fullTime, namesText, timeOf } from '../words/formats';
import { Attachments } from '../files/Attachments';
import { Icon } from '../design/Icon';
import { MoodMark } from '../moods/MoodMark';
import { Markdown } from './markdown/Markdown';
import type { OpenConversation } from './open';
import { Quoted } from './Quoted';
import { Reactions } from './Reactions';
import { useRowGestures } from './gestures';
import { isOnlyEmoji } from './emoji';

export interface MessageRowProps {
  open: OpenConversation;
  message: Message;
  row: number;
  day: boolean;
  isNew: boolean;
  isFirst: boolean;
  starts: boolean;
  ends: boolean;
  isLit: boolean;
  isPrivate: boolean;
  isLast: boolean;
  replied: Message | undefined;
  readers: readonly Participant[];
  names: readonly string[];
  watcher: ResizeObserver;
}

export function MessageRow(props: MessageRowProps) {
  const { message, row, day, isNew, isFirst, starts, ends, isLit, isPrivate, open, watcher } = props;
  const element = useRef<HTMLDivElement>(null);
  const gestures = useRowGestures(open, message);
  useLayoutEffect(() => {
    const shown = element.current;
    if (!shown) { return; }
    // Anew when it stands elsewhere in the list, where nobody knows its height.
    watcher.observe(shown);
    return () => watcher.unobserve(shown);
  }, [row]);
  const own = message.senderId === myId.value;
  const reply = isReply(message) && !message.deletedAt;
  const name = message.sender?.displayName ?? '';
  const at = new Date(message.createdAt);
  return (
    <div class="message-row" role="listitem" ref={element} data-row={row} data-seq={message.seq}>
      {isFirst && <p class="beginning">{words().message.first}</p>}
      {day && <p class="day"><span>{dayText(at)}</span></p>}
      {isNew && <p class="new-mark"><span>{words().message.new}</span></p>}
      <article class="message" tabIndex={-1} data-own={own ? '' : undefined} data-reply={reply ? '' : undefined} data-starts={starts ? '' : undefined} data-ends={ends ? '' : undefined}
        data-lit={isLit ? '' : undefined} aria-label={`${own ? words().you : name}, ${fullTime(at)}`} {...gestures}>
        {!own && !isPrivate && <span class="message-face">{(reply ? starts : ends) && <Avatar id={message.senderId} name={name} url={message.sender?.avatarUrl} size={32} />}</span>}
        <div class="message-body">
          {starts && !own && !isPrivate && <span class="message-name">{name}</span>}
          {reply ? <Reply open={open} message={message} replied={props.replied} isLast={props.isLast} /> : <Bubble {...props} own={own} />}
          <Reactions open={open} message={message} />
        </div>
        {!message.deletedAt && message.status !== 'streaming' && <Tools open={open} message={message} />}
      </article>
    </div>
  );
}

function Bubble({ open, message, replied, readers, names, own }: MessageRowProps & { own: boolean }) {
  if (message.deletedAt) {
    return <div class="bubble" data-gone=""><span class="bubble-text">{words().message.deleted}</span><Meta message={message} readers={readers} own={own} /></div>;
  }
  const big = message.attachments.length === 0 && !message.replyTo && isOnlyEmoji(message.content);
  const isPicture = message.attachments.length > 0 && message.attachments.every(one => one.contentType.startsWith('image/')) && !message.content;
  return (
    <div class="bubble" data-big={big ? '' : undefined} data-picture={isPicture ? '' : undefined}>
      {message.replyTo && <Quoted open={open} message={replied} />}
      {message.attachments.length > 0 && <Attachments open={open} message={message} />}
      {message.content && <Markdown text={message.content} names={names} />}
      <Meta message={message} readers={readers} own={own} />
    </div>
  );
}

function Meta({ message, readers, own }: { message: Message; readers: readonly Participant[]; own: boolean }) {
  const { message: said } = words();
  const at = new Date(message.createdAt);
  const title = readers.length > 0 ? said.readBy(namesText(readers.slice(0, 8).map(one => one.user.displayName))) : said.sent;
  return (
    <span class="meta">
      {!message.deletedAt && <MoodMark emotion={message.emotion} />}
      {message.editedAt && !message.deletedAt && <span>{said.edited}</span>}
      <time dateTime={message.createdAt} title={fullTime(at)}>{timeOf(at)}</time>
      {own && !message.deletedAt && (
        <span class="mark" data-read={readers.length > 0 ? '' : undefined} role="img" aria-label={title} title={title}>
          <Icon name={readers.length > 0 ? 'checks' : 'check'} small />
        </span>
      )}
    </span>
  );
}

function Tools({ open, message }: { open: OpenConversation; message: Message }) {
  const { message: said, more } = words();
  const below = (event: Event) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    return { message, x: box.left, y: box.bottom + 4 };
  };
  return (
    <span class="tools">
      <IconButton icon="smile" label={said.react} tabIndex={-1} onClick={event => { open.reacting.value = below(event); }} />
      <IconButton icon="reply" label={said.reply} tabIndex={-1} onClick={() => open.reply(message)} />
      <IconButton icon="more" label={more} tabIndex={-1} aria-haspopup="menu" onClick={event => { open.menu.value = below(event); }} />
    </span>
  );
}
