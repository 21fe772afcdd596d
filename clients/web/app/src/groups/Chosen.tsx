import { Avatar } from '../design/Avatar';
import { Icon } from '../design/Icon';
import type { User } from '../session/contract';
import { words } from '../words';

export function Chosen({ users, onRemove }: { users: readonly User[]; onRemove: (user: User) => void }) {
  if (users.length === 0) { return null; }
  return (
    <ul class="chosen" aria-label={words().make.chosen(users.length)}>
      {users.map(user => (
        <li key={user.id} class="chip">
          <Avatar id={user.id} name={user.displayName} url={user.avatarUrl} size={24} />
          <span>{user.displayName}</span>
          <button type="button" class="chip-close" aria-label={words().make.remove(user.displayName)} onClick={() => onRemove(user)}><Icon name="close" small /></button>
        </li>
      ))}
    </ul>
  );
}
