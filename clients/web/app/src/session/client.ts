import type { ChatClient } from '@chat/client';
import { DirectClient } from './direct/DirectClient';

/** What the app uses of the library. */
export type Client = Pick<ChatClient,
  'status' | 'user' | 'server' | 'storage' | 'conversations' | 'conversation' | 'history' | 'outgoing' | 'typing' | 'presence'
  | 'connect' | 'reconnect' | 'register' | 'logIn' | 'logOut' | 'send' | 'retry' | 'discard' | 'edit' | 'delete' | 'react' | 'mute' | 'clearHistory'
  | 'markRead' | 'setTyping' | 'loadAround' | 'search' | 'findUsers' | 'createConversation' | 'renameConversation' | 'addParticipants' | 'removeParticipant'
  | 'leave' | 'deleteConversation' | 'updateProfile' | 'setStatus' | 'hub' | 'rest' | 'upload' | 'download' | 'fileUrl'>;

export const client: Client = new DirectClient();
