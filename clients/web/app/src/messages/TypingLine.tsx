import type { Conversation } from '../session/contract';
import { typingIn } from '../session/people';
import { words } from '../words';

export function TypingLine({ conversation }: { conversation: Conversation }) {
  // The assistant's own message says that it thinks.
  const names = typingIn(conversation.id).filter(user => user.role !== 'bot').map(user => user.displayName);
  return (
    <p class="typing" data-on={names.length > 0 ? '' : undefined}>
      {names.length > 0 && <><span class="dots" aria-hidden="true"><i /><i /><i /></span>{words().message.typing(names)}</>}
    </p>
  );
}
