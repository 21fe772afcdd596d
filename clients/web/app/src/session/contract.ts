export type {
  AccountPage, AccountRecord, Attachment, ChangeAccessRequest, Feature, Id, Message, OutgoingMessage, Participant, Presence, PresenceStatus, SearchHit, ServerInfo,
  SessionRecord, User,
} from '@chat/client';
export type { Conversation as ConversationRecord, ConversationState as Conversation } from '@chat/client';
