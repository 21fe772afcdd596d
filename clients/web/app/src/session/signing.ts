import type { Conversation, Message, OwnState, Presence, ServerInfo, Session, User } from './contract';
import { byId, drop, fetchConversation, loadList, receive, takeConversation } from './conversations';
import { hub } from './hub';
import { connect, disconnect, hold, session } from './interim';
import { line, me, myId, phase, serverInfo, wasSignedOut } from './phase';
import { takePresence, takeTyping } from './people';
import { rest } from './rest';
import { loadDrafts } from '../conversations/drafts';

export async function start(): Promise<void> {
  rest<ServerInfo>('GET', '/api/info').then(info => { serverInfo.value = info; }, () => undefined);
  if (!session) { phase.value = 'signedOut'; return; }
  enter(session);
  await open();
}
function enter(next: Session): void { hold(next); me.value = next.user; wasSignedOut.value = false; phase.value = 'signedIn'; loadDrafts(); }
async function open(): Promise<void> {
  line.value = 'connecting';
  try {
    await connect({
      MessageReceived: (message: Message) => receive(message), MessageUpdated: (message: Message) => receive(message),
      ConversationUpdated: (one: Conversation) => takeConversation(one), ConversationRemoved: ({ conversationId }: { conversationId: string }) => drop(conversationId),
      ReadMoved: (mark: { conversationId: string; userId: string; seq: number; revision: number }) => {
        const had = byId.peek().get(mark.conversationId);
        if (!had) { return; }
        takeConversation({ ...had, revision: mark.revision, ...(mark.userId === myId.value && { lastReadSeq: mark.seq, unreadCount: Math.max(0, had.lastSeq - mark.seq) }),
          participants: had.participants.map(one => one.user.id === mark.userId ? { ...one, lastReadSeq: mark.seq } : one) });
      },
      OwnStateChanged: ({ own }: { own: OwnState }) => { const had = byId.peek().get(own.conversationId); if (had) { takeConversation({ ...had, muted: own.muted, clearedUpToSeq: own.clearedUpToSeq, lastReadSeq: own.lastReadSeq }); } else { void fetchConversation(own.conversationId); } },
      UserTyping: takeTyping, PresenceChanged: (one: Presence) => takePresence([one]),
    } as unknown as Record<string, (value: never) => void>, () => { line.value = 'waiting'; if (phase.value === 'signedIn') { setTimeout(() => void open(), 1000); } });
    line.value = 'syncing';
    await loadList();
    line.value = 'online';
  } catch { line.value = 'waiting'; setTimeout(() => void open(), 1500); }
}
export async function signIn(username: string, password: string): Promise<void> { enter(await rest<Session>('POST', '/api/auth/login', { username, password })); void open(); }
export async function register(request: object): Promise<void> { enter(await rest<Session>('POST', '/api/auth/register', request)); void open(); }
export async function forgetSession(): Promise<void> { hold(null); me.value = null; byId.value = new Map(); phase.value = 'signedOut'; await disconnect(); }
export async function signOut(): Promise<void> { await rest('POST', '/api/auth/logout', {}).catch(() => undefined); await forgetSession(); }
export async function signOutEverywhere(): Promise<void> { await rest('POST', '/api/auth/logout', { everywhere: true }); await forgetSession(); }
export async function updateProfile(request: { displayName?: string; avatar?: Uint8Array; language?: string }): Promise<User> { const user = await hub().updateProfile(request); me.value = user; return user; }
export function connectNow(): void { void open(); }
