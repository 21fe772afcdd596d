export type Id = string;
export type PresenceStatus = 'offline' | 'online' | 'away' | 'busy';
export interface User { id: Id; username: string; displayName: string; avatarUrl?: string; role: 'user' | 'agent' | 'admin' | 'bot'; language?: string; hasFace: boolean }
export interface Participant { user: User; role: 'owner' | 'member'; lastReadSeq: number; joinedAt: string }
export interface Attachment { id: Id; name: string; contentType: string; size: number; url: string; thumbnailUrl?: string; width?: number; height?: number }
export interface Reaction { emoji: string; userIds: Id[] }
export interface Message {
  id: Id; conversationId: Id; seq: number; senderId: Id; sender?: User; role: 'user' | 'assistant' | 'system';
  type: 'text' | 'image' | 'file' | 'audio' | 'video' | 'call' | 'note'; content: string; status: 'complete' | 'streaming' | 'stopped' | 'failed';
  attachments: Attachment[]; replyTo?: Id; reactions: Reaction[]; mentions?: Id[]; clientMessageId?: string; revision: number;
  createdAt: string; editedAt?: string; deletedAt?: string;
}
export interface Conversation {
  id: Id; kind: 'assistant' | 'private' | 'group' | 'support'; title: string; avatarUrl?: string; participants: Participant[]; participantCount: number;
  lastMessage?: Message; unreadCount: number; lastSeq: number; lastReadSeq: number; clearedUpToSeq: number; revision: number; muted: boolean; createdAt: string; updatedAt: string;
}
export interface Feature { available: boolean; detail: string }
export interface ServerInfo { version: string; features: Record<'assistant' | 'faces' | 'emotions' | 'speechToText' | 'textToSpeech' | 'push' | 'calls', Feature>; limits: { hubMessageBytes: number; bodyBytes: number; usernameLength: number; displayNameLength: number; passwordMinLength: number } }
export interface ConversationPage { conversations: Conversation[]; next?: string }
export interface MessagePage { messages: Message[]; hasMore: boolean }
export interface ParticipantPage { participants: Participant[]; next?: Id }
export interface Presence { userId: Id; status: PresenceStatus; lastSeenAt?: string }
export interface SearchHit { message: Message; snippet: string }
export interface SearchPage { hits: SearchHit[]; next?: string }
export interface OwnState { conversationId: Id; muted: boolean; clearedUpToSeq: number; lastReadSeq: number }
export interface SyncPage { conversations: { conversation: Conversation; messages: Message[] }[]; removed: Id[]; own: OwnState[]; ownRevision: number; more: boolean }
export interface SessionRecord { id: Id; createdAt: string; expiresAt: string; endedAt?: string; isCurrent?: boolean }
export interface AccountRecord { user: User; email?: string; createdAt: string; disabledAt?: string }
export interface AccountPage { accounts: AccountRecord[]; next?: Id }
export interface ChangeAccessRequest { role?: User['role']; disabled?: boolean }
export interface Session { accessToken: string; accessTokenExpiresAt: string; refreshToken: string; user: User }
