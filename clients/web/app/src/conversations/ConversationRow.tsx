import { Avatar } from '../design/Avatar';
import { Icon } from '../design/Icon';
import type { Conversation } from '../session/contract';
import { myId } from '../session/phase';
import { presenceOf, typingIn } from '../session/people';
import { shortWhen } from '../words/formats';
import { numberText } from '../words/formats';
import { words } from '../words';
import { drafts } from './drafts';
import { faceOf, partnerOf, summaryOf, titleOf } from './naming';

export function ConversationRow({ conversation, current, tabIndex }: { conversation: Conversation; current: boolean; tabIndex: number }) {
  const { list } = words();
  const title = titleOf(conversation);
  const face = faceOf(conversation);
  const partner = partnerOf(conversation);
  const unread = conversation.unreadCount;
  const last = conversation.lastMessage;
  return (
    <a class="conversation" href={`/c/${conversation.id}`} aria-current={current ? 'page' : undefined} data-unread={unread > 0 ? '' : undefined} tabIndex={tabIndex}>
      <Avatar id={face.id} url={face.url} name={title} size={48} status={partner && presenceOf(partner.user.id)?.status} />
      <span class="conversation-text">
        <span class="conversation-top">
          <span class="name">{title}</span>
          {conversation.muted && <><Icon name="mute" small /><span class="hidden-text">{list.muted}</span></>}
          {last && <time dateTime={last.createdAt}>{shortWhen(new Date(last.createdAt))}</time>}
        </span>
        <span class="conversation-bottom">
          <Under conversation={conversation} />
          {unread > 0 && (
            <span class="badge" data-quiet={conversation.muted ? '' : undefined}>
              <span aria-hidden="true">{unread > 999 ? '999+' : numberText(unread)}</span><span class="hidden-text">{list.unread(unread)}</span>
            </span>
          )}
        </span>
      </span>
    </a>
  );
}

function Under({ conversation }: { conversation: Conversation }) {
  const { list, you } = words();
  const typing = typingIn(conversation.id);
  const draft = drafts.value.get(conversation.id);
  const last = conversation.lastMessage;
  if (typing.length > 0) { return <span class="under live">{conversation.kind === 'group' ? `${typing[0]?.displayName}: ` : ''}{list.typing}</span>; }
  if (draft) { return <span class="under"><span class="draft">{list.draft}</span> {draft.slice(0, 200)}</span>; }
  if (!last) { return <span class="under">{list.noMessages}</span>; }
  const who = last.senderId === myId.value ? `${you}: ` : conversation.kind === 'group' && last.sender ? `${last.sender.displayName}: ` : '';
  return <span class="under">{who}{summaryOf(last)}</span>;
}
