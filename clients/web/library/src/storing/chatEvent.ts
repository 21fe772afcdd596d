import type { Conversation, HistoryCleared, Id, Message, OwnStateChanged, ReadMoved } from '../generated/contract.ts';

/** One thing that the server told of the durable lane. */
export type ChatEvent =
  /** New or changed: the revision says which form of a message is the newer one. */
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'conversation'; readonly conversation: Conversation }
  | { readonly kind: 'read'; readonly mark: ReadMoved }
  | { readonly kind: 'cleared'; readonly cleared: HistoryCleared }
  /** It names no revision, so it is believed at once and checked by a sync. */
  | { readonly kind: 'removed'; readonly conversationId: Id }
  /** Its revision is the user's own, over all conversations. */
  | { readonly kind: 'own'; readonly changed: OwnStateChanged };

/** Those that change a conversation for all its members. */
export type ConversationChange = Exclude<ChatEvent, { kind: 'removed' | 'own' }>;

export function conversationOf(event: ChatEvent): Id {
  switch (event.kind) {
    case 'message': return event.message.conversationId;
    case 'conversation': return event.conversation.id;
    case 'read': return event.mark.conversationId;
    case 'cleared': return event.cleared.conversationId;
    case 'removed': return event.conversationId;
    case 'own': return event.changed.own.conversationId;
  }
}

export function revisionOf(event: ConversationChange): number {
  switch (event.kind) {
    case 'message': return event.message.revision;
    case 'conversation': return event.conversation.revision;
    case 'read': return event.mark.revision;
    case 'cleared': return event.cleared.revision;
  }
}
