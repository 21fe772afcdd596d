import { useState } from 'preact/hooks';
import { assistantId, assistantUser, hasAssistant } from '../assistant/identity';
import { Avatar } from '../design/Avatar';
import { searchable } from '../search/matching';
import type { Conversation, User } from '../session/contract';
import { myId } from '../session/phase';
import { words } from '../words';

const most = 6;
const begun = /(?:^|[^\p{L}\p{N}])@([\p{L}\p{N}._-]{0,40})$/u;

export interface Mentions {
  found: User[];
  active: number;
  activeId: string | undefined;
  look: () => void;
  onKey: (event: KeyboardEvent) => boolean;
  pick: (user: User) => void;
}

/** Completes an @ with the members of the conversation. */
export function useMentions(conversation: Conversation, field: { current: HTMLTextAreaElement | null }, text: string, setText: (text: string) => void): Mentions {
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [closed, setClosed] = useState('');
  const typed = begun.exec(text.slice(0, Math.min(caret, text.length)))?.[1];
  const found = typed === undefined || typed === closed || conversation.kind === 'private' ? [] : matching(conversation, typed);
  const chosen = Math.min(active, found.length - 1);

  const pick = (user: User) => {
    const start = caret - (typed?.length ?? 0);
    setText(`${text.slice(0, start)}${user.username} ${text.slice(caret)}`);
    const at = start + user.username.length + 1;
    requestAnimationFrame(() => { field.current?.setSelectionRange(at, at); setCaret(at); field.current?.focus(); });
  };

  const onKey = (event: KeyboardEvent): boolean => {
    if (found.length === 0) { return false; }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { setActive((chosen + step + found.length) % found.length); }
    else if ((event.key === 'Enter' || event.key === 'Tab') && found[chosen]) { pick(found[chosen]); }
    else if (event.key === 'Escape') { setClosed(typed ?? ''); }
    else { return false; }
    event.preventDefault();
    return true;
  };

  const look = () => setCaret(field.current?.selectionStart ?? 0);
  return { found, active: chosen, activeId: found.length > 0 ? `mention-${chosen}` : undefined, look, onKey, pick };
}

export function MentionList({ mentions }: { mentions: Mentions }) {
  return (
    <div class="mentions" id="mention-list" role="listbox" aria-label={words().message.mention} hidden={mentions.found.length === 0}>
      {mentions.found.map((user, at) => (
        <div key={user.id} id={`mention-${at}`} class="row" role="option" aria-selected={at === mentions.active} onMouseDown={event => { event.preventDefault(); mentions.pick(user); }}>
          <Avatar id={user.id} name={user.displayName} url={user.avatarUrl} size={32} />
          <span class="grow"><span class="name">{user.displayName}</span><span class="under">@{user.username}{user.id === assistantId && ` · ${words().assistant.mentionNote}`}</span></span>
        </div>
      ))}
    </div>
  );
}

function matching(conversation: Conversation, typed: string): User[] {
  const wanted = searchable(typed);
  const members = conversation.participants.map(one => one.user);
  const all = hasAssistant.value && conversation.kind === 'group' ? [...members, assistantUser()] : members;
  return all.filter(user => user.id !== myId.value && (searchable(user.username).startsWith(wanted) || searchable(user.displayName).split(' ').some(word => word.startsWith(wanted))))
    .slice(0, most);
}
