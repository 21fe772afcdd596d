import { EmojiPicker } from './EmojiPicker';
import { react } from './acting';
import { myId } from '../session/phase';
import type { OpenConversation } from './open';

export function ReactionPicker({ open }: { open: OpenConversation }) {
  const at = open.reacting.value;
  if (!at) { return null; }
  const close = () => { open.reacting.value = null; };
  const pick = (emoji: string) => {
    close();
    const on = at.message.reactions.some(one => one.emoji === emoji && one.userIds.includes(myId.value));
    void react(at.message, emoji, !on);
  };
  return <EmojiPicker place={at} onPick={pick} onClose={close} />;
}
