import { useState } from 'preact/hooks';
import { hasAssistant } from '../assistant/identity';
import { faceOf, partnerOf, titleOf } from '../conversations/naming';
import { Avatar } from '../design/Avatar';
import { IconButton } from '../design/Button';
import { lazy } from '../navigation/lazy';
import { go } from '../navigation/place';
import type { Conversation } from '../session/contract';
import { presenceOf } from '../session/people';
import { words } from '../words';
import { agoText } from '../words/formats';

const SummaryDialog = lazy(() => import('../assistant/SummaryDialog').then(module => module.SummaryDialog));
const GroupDialog = lazy(() => import('../groups/GroupDialog').then(module => module.GroupDialog));

export function ConversationHead({ conversation }: { conversation: Conversation }) {
  const [about, setAbout] = useState(false);
  const [summing, setSumming] = useState(false);
  const { back, group, assistant } = words();
  const title = titleOf(conversation);
  const face = faceOf(conversation);
  const partner = partnerOf(conversation);
  return (
    <header class="conversation-head">
      <IconButton class="only-phone" icon="back" label={back} onClick={() => go('/')} />
      <h1 class="hidden-text">{title}</h1>
      <button type="button" class="conversation-title" onClick={() => setAbout(true)}>
        <Avatar id={face.id} name={title} url={face.url} size={40} status={partner && presenceOf(partner.user.id)?.status} />
        <span class="grow">
          <span class="name">{title}</span>
          <span class="under"><Under conversation={conversation} /></span>
        </span>
        <span class="hidden-text">{group.title}</span>
      </button>
      {hasAssistant.value && conversation.lastSeq > 0 && <IconButton icon="summary" label={assistant.summarize} onClick={() => setSumming(true)} />}
      <IconButton icon="info" label={group.title} onClick={() => setAbout(true)} />
      {summing && <SummaryDialog conversationId={conversation.id} onClose={() => setSumming(false)} />}
      {about && <GroupDialog conversationId={conversation.id} onClose={() => setAbout(false)} />}
    </header>
  );
}

function Under({ conversation }: { conversation: Conversation }) {
  const { presence, list, assistant } = words();
  if (conversation.kind === 'assistant') { return <>{assistant.under}</>; }
  const partner = partnerOf(conversation);
  if (!partner) { return <>{list.members(conversation.participantCount)}</>; }
  const now = presenceOf(partner.user.id);
  if (!now) { return <>@{partner.user.username}</>; }
  return <>{now.status === 'offline' && now.lastSeenAt ? presence.lastSeen(agoText(new Date(now.lastSeenAt))) : presence[now.status]}</>;
}
