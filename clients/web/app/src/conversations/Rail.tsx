import { Avatar } from '../design/Avatar';
import { Icon, type IconName } from '../design/Icon';
import { conversations } from '../session/conversations';
import { MoodButton } from '../moods/MoodButton';
import { isAdmin, me } from '../session/phase';
import { words } from '../words';

export function Rail({ current }: { current: string }) {
  const { main, list } = words();
  const unread = conversations.value.filter(one => one.unreadCount > 0 && !one.muted).length;
  const user = me.value;
  return (
    <nav class="rail" aria-label={main.label}>
      <a class="rail-mark" href="/" aria-label={main.conversations} tabIndex={-1}><img src="/mark.svg" alt="" width="40" height="40" /></a>
      <RailLink to="/" icon="chats" label={main.conversations} current={['', 'c', 'new', 'search'].includes(current)} note={unread > 0 ? list.unread(unread) : undefined} />
      {isAdmin.value && <RailLink to="/admin" icon="shield" label={main.admin} current={current === 'admin'} />}
      <MoodButton />
      <RailLink to="/settings" icon="gear" label={main.settings} current={current === 'settings'} />
      {user && <a class="rail-me" href="/settings" tabIndex={-1} aria-hidden="true"><Avatar id={user.id} name={user.displayName} url={user.avatarUrl} size={40} /></a>}
    </nav>
  );
}

function RailLink({ to, icon, label, current, note }: { to: string; icon: IconName; label: string; current: boolean; note?: string | undefined }) {
  return (
    <a class="rail-link" href={to} aria-current={current ? 'page' : undefined} title={label}>
      <Icon name={icon} />
      <span class="rail-words">{label}</span>
      {note && <span class="rail-dot" role="img" aria-label={note} />}
    </a>
  );
}
