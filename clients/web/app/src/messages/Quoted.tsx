import { summaryOf } from '../conversations/naming';
import type { Message } from '../session/contract';
import { myId } from '../session/phase';
import { words } from '../words';
import type { OpenConversation } from './open';

/** The message that this one answers; a press goes there. */
export function Quoted({ open, message }: { open: OpenConversation; message: Message | undefined }) {
  const { message: said, you } = words();
  if (!message) { return <span class="quoted"><span class="quoted-text">{said.repliedGone}</span></span>; }
  const name = message.senderId === myId.value ? you : message.sender?.displayName ?? '';
  return (
    <button type="button" class="quoted" tabIndex={-1} title={said.goToReplied} onClick={() => open.jump(message.seq)}>
      <span class="quoted-name">{name}</span>
      <span class="quoted-text">{summaryOf(message)}</span>
    </button>
  );
}
