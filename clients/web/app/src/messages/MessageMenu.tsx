import { again } from '../assistant/acting';
import { isReply } from '../assistant/identity';
import { Icon } from '../design/Icon';
import { Menu, type MenuItem } from '../design/Menu';
import { myId } from '../session/phase';
import { words } from '../words';
import { copyText, react, remove } from './acting';
import { quickEmoji } from './emoji';
import type { OpenConversation } from './open';

export function MessageMenu({ open }: { open: OpenConversation }) {
  const at = open.menu.value;
  if (!at) { return null; }
  const { message } = at;
  const { message: said } = words();
  const own = message.senderId === myId.value;
  const close = () => { open.menu.value = null; };
  const isRunning = message.status === 'streaming';
  const items: MenuItem[] = [
    { icon: 'reply', label: said.reply, onPick: () => open.reply(message) },
    { icon: 'forward', label: said.forward, onPick: () => { open.forwarding.value = message; } },
    ...(message.content ? [{ icon: 'copy', label: said.copyText, onPick: () => void copyText(message.content) } as const] : []),
    { icon: 'link', label: said.copyLink, onPick: () => void copyText(`${location.origin}/c/${message.conversationId}?at=${message.seq}`) },
    ...(isReply(message) && !isRunning ? [{ icon: 'retry', label: words().assistant.again, onPick: () => void again(message) } as const] : []),
    ...(own && message.type === 'text' ? [{ icon: 'edit', label: said.edit, onPick: () => open.edit(message) } as const] : []),
    ...(own ? [{ icon: 'trash', label: said.delete, look: 'danger', onPick: () => void remove(message) } as const] : []),
  ];
  return (
    <Menu key={message.id} place={at} label={said.actions(message.sender?.displayName ?? '')} items={items} onClose={close}>
      {!isRunning && <span class="quick-emoji" role="group" aria-label={said.react}>
        {quickEmoji.map(emoji => {
          const on = message.reactions.some(one => one.emoji === emoji && one.userIds.includes(myId.value));
          return (
            <button key={emoji} type="button" role="menuitemcheckbox" aria-checked={on} aria-label={emoji} tabIndex={-1}
              onClick={() => { close(); void react(message, emoji, !on); }}>{emoji}</button>
          );
        })}
        <button type="button" role="menuitemcheckbox" aria-checked="false" tabIndex={-1} aria-label={said.emojis}
          onClick={() => { close(); open.reacting.value = { message, x: at.x, y: at.y }; }}><Icon name="plus" /></button>
      </span>}
    </Menu>
  );
}
