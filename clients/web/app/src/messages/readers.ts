import type { Conversation, Message, Participant } from '../session/contract';
import { myId } from '../session/phase';

const nobody: readonly Participant[] = [];

/** Who, of the others that are known, has read a message of one's own. */
export function readersOf(conversation: Conversation, message: Message): readonly Participant[] {
  if (message.senderId !== myId.value) { return nobody; }
  const readers = conversation.participants.filter(one => one.user.id !== myId.value && one.lastReadSeq >= message.seq);
  return readers.length > 0 ? readers : nobody;
}
