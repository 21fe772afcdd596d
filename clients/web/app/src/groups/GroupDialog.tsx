import { useState } from 'preact/hooks';
import { hasAssistant } from '../assistant/identity';
import { PromptEditor } from '../assistant/PromptEditor';
import { faceOf, isOwner, partnerOf, titleOf } from '../conversations/naming';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { Field } from '../design/Field';
import { Icon } from '../design/Icon';
import { orSay } from '../messages/acting';
import { go } from '../navigation/place';
import type { Conversation, Id } from '../session/contract';
import { conversationOf } from '../session/conversations';
import { client } from '../session/client';
import { words } from '../words';
import { Members } from './Members';
import './groups.css';

/** All about a conversation, and all that can be done to it. */
export function GroupDialog({ conversationId, onClose }: { conversationId: Id; onClose: () => void }) {
  const conversation = conversationOf(conversationId);
  if (!conversation) { return null; }
  const { group, list, assistant } = words();
  const mayBePrompted = conversation.kind === 'assistant' || (conversation.kind === 'group' && hasAssistant.value);
  const face = faceOf(conversation);
  const partner = partnerOf(conversation)?.user;
  return (
    <Dialog title={group.title} onClose={onClose} class="about">
      <header class="about-head">
        <Avatar id={face.id} name={titleOf(conversation)} url={face.url} size={72} />
        <span class="grow">
          <strong class="about-title">{titleOf(conversation)}</strong>
          <span class="under">{partner ? `@${partner.username}` : conversation.kind === 'assistant' ? assistant.under : list.members(conversation.participantCount)}</span>
        </span>
      </header>
      {(conversation.kind === 'group' || conversation.kind === 'assistant') && isOwner(conversation) && <Rename key={conversation.title} conversation={conversation} />}
      {mayBePrompted && <PromptEditor conversation={conversation} />}
      <MuteSwitch conversation={conversation} />
      {conversation.kind === 'group' && <Members conversation={conversation} />}
      <Endings conversation={conversation} onClose={onClose} />
    </Dialog>
  );
}

function Rename({ conversation }: { conversation: Conversation }) {
  const { group, make, assistant } = words();
  const [title, setTitle] = useState(conversation.title);
  const changed = title.trim() !== '' && title.trim() !== conversation.title;
  return (
    <form class="one-line" onSubmit={event => { event.preventDefault(); if (changed) { void orSay(client.renameConversation(conversation.id, title.trim())); } }}>
      <Field label={conversation.kind === 'assistant' ? assistant.rename : make.name} value={title} maxLength={120} onInput={event => setTitle(event.currentTarget.value)} />
      <Button type="submit" disabled={!changed}>{group.rename}</Button>
    </form>
  );
}

function MuteSwitch({ conversation }: { conversation: Conversation }) {
  const { group } = words();
  return (
    <label class="row">
      <Icon name={conversation.muted ? 'mute' : 'bell'} />
      <span class="grow"><span class="name">{group.mute}</span><span class="under">{group.muteNote}</span></span>
      <input type="checkbox" role="switch" class="switch" checked={conversation.muted}
        onChange={event => void orSay(client.mute(conversation.id, event.currentTarget.checked))} />
    </label>
  );
}

function Endings({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { group, assistant } = words();
  const conversationId: Id = conversation.id;
  const isTalk = conversation.kind === 'assistant';
  const isGroup = conversation.kind === 'group';
  const after = async (question: string, work: () => Promise<unknown>, leaves: boolean) => {
    if (!confirm(question) || !await orSay(work())) { return; }
    onClose();
    if (leaves) { go('/'); }
  };
  return (
    <div class="endings">
      <Button look="plain" icon="broom" onClick={() => void after(isTalk ? assistant.clearSure : group.clearSure, () => client.clearHistory(conversationId), false)}>{isTalk ? assistant.clear : group.clear}</Button>
      {isGroup && <Button look="plain" icon="leave" onClick={() => void after(group.leaveSure, () => client.leave(conversationId), true)}>{group.leave}</Button>}
      {(!isGroup || isOwner(conversation)) && (
        <Button look="danger" icon="trash" onClick={() => void after(isGroup ? group.deleteGroupSure : isTalk ? assistant.deleteSure : group.deletePrivateSure, () => client.deleteConversation(conversationId), true)}>{group.delete}</Button>
      )}
    </div>
  );
}
