export type {
  AccountPage, AccountRecord, Attachment, ChangeAccessRequest, Citation, Consent, Emotion, EmotionUpdate, FaceDevice, Feature, FrameFace, FrameResult, Id,
  KnowledgeContent, KnowledgeDocument, KnowledgePage, Message, OutgoingMessage, Participant, Presence, PresenceStatus, ReplyRecord, ReplyRecordPage, SearchHit,
  SendFrameRequest, ServerInfo, SessionRecord, UsageOfDay, UsageReport, User,
} from '@chat/client';
export type { Conversation as ConversationRecord, ConversationState as Conversation } from '@chat/client';
