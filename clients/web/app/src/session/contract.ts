export type {
  AccountPage, AccountRecord, Attachment, ChangeAccessRequest, Citation, Feature, Id, KnowledgeContent, KnowledgeDocument, KnowledgePage, Message, OutgoingMessage, Participant, Presence, PresenceStatus, SearchHit, ServerInfo,
  ReplyRecord, ReplyRecordPage, SessionRecord, UsageOfDay, UsageReport, User,
} from '@chat/client';
export type { Conversation as ConversationRecord, ConversationState as Conversation } from '@chat/client';
