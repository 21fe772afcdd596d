import type { Conversation } from '../generated/contract.ts';

/** A conversation as this device has it, with what the device counts itself. It never changes; a changed one is another. */
export interface ConversationState extends Conversation {
  /** Unread messages of those loaded here that name the user with @. */
  readonly unreadMentions: number;
}

/** What is unread in conversations that are not muted. */
export interface UnreadTotals {
  readonly messages: number;
  readonly conversations: number;
  readonly mentions: number;
}
