import type { Conversation, ConversationPage, Id, Message, MessagePage, ParticipantPage, Presence, PresenceStatus, SearchPage, SyncPage, User, OwnState } from './contract';
import { invoke } from './interim';

interface Hub {
  findUsers(request: { query: string; limit?: number }): Promise<User[]>;
  getConversations(request: { limit?: number; before?: string }): Promise<ConversationPage>;
  getConversation(request: { conversationId: Id }): Promise<Conversation>;
  getParticipants(request: { conversationId: Id; limit?: number; after?: Id }): Promise<ParticipantPage>;
  createConversation(request: { kind: 'private' | 'group'; title?: string; participantIds?: Id[] }): Promise<Conversation>;
  renameConversation(request: { conversationId: Id; title: string }): Promise<Conversation>;
  addParticipants(request: { conversationId: Id; userIds: Id[] }): Promise<Conversation>;
  removeParticipant(request: { conversationId: Id; userId: Id }): Promise<void>;
  muteConversation(request: { conversationId: Id; muted: boolean }): Promise<void>;
  deleteConversation(request: { conversationId: Id }): Promise<void>;
  clearHistory(request: { conversationId: Id }): Promise<void>;
  sync(request: { known: { conversationId: Id; revision: number }[]; ownRevision?: number }): Promise<SyncPage>;
  getMessages(request: { conversationId: Id; before?: number; after?: number; limit?: number }): Promise<MessagePage>;
  editMessage(request: { messageId: Id; content: string }): Promise<Message>;
  deleteMessage(request: { messageId: Id }): Promise<Message>;
  react(request: { messageId: Id; emoji: string; on: boolean }): Promise<Message>;
  markRead(request: { conversationId: Id; seq: number }): Promise<void>;
  searchMessages(request: { query: string; conversationId?: Id; limit?: number; before?: string }): Promise<SearchPage>;
  setTyping(request: { conversationId: Id; isTyping: boolean }): Promise<void>;
  getPresence(request: { userIds: Id[] }): Promise<Presence[]>;
  setStatus(request: { status: PresenceStatus }): Promise<void>;
  sendMessage(request: object): Promise<Message>;
  updateProfile(request: { displayName?: string; avatar?: Uint8Array; language?: string }): Promise<User>;
}

const proxy = new Proxy({}, { get: (_, name: string) => (request: object) => invoke(name.charAt(0).toUpperCase() + name.slice(1), request) }) as Hub;

export function hub(): Hub { return proxy; }
export type { OwnState };
