import type { Message } from '../session/contract';
import { myId } from '../session/phase';
import { nameOf } from '../session/people';
import { words } from '../words';
import { namesText, numberText } from '../words/formats';
import { react } from './acting';
import type { OpenConversation } from './open';

export function Reactions({ open, message }: { open: OpenConversation; message: Message }) {
  if (message.reactions.length === 0 || message.deletedAt) { return null; }
  return (
    <span class="reactions">
      {message.reactions.map(({ emoji, userIds }) => {
        const mine = userIds.includes(myId.value);
        const names = namesText(userIds.slice(0, 10).map(id => id === myId.value ? words().you : nameOf(open.id, id)));
        const label = words().message.reactionBy(emoji, names, userIds.length);
        return (
          <button key={emoji} type="button" class="reaction" tabIndex={-1} aria-pressed={mine} aria-label={label} title={names} onClick={() => void react(message, emoji, !mine)}>
            <span aria-hidden="true">{emoji}</span><span aria-hidden="true">{numberText(userIds.length)}</span>
          </button>
        );
      })}
    </span>
  );
}
