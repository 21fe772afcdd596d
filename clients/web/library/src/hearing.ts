import type { ChatEvents } from './generated/contract.ts';
import type { Presences } from './presence/presences.ts';
import type { Typists } from './presence/typing.ts';
import type { ChatStore } from './storing/chatStore.ts';

/** Who is told what of the server's events, and in which lane: what changes a conversation goes to the store alone. */
export interface Hearing {
  readonly store: ChatStore;
  readonly typists: Typists;
  readonly presences: Presences;
  connected(told: ChatEvents['connected']): void;
  signedIn(told: ChatEvents['signedIn']): void;
}

export type Heard = { [E in keyof ChatEvents]: (told: ChatEvents[E]) => void };

export function hearing({ store, typists, presences, connected, signedIn }: Hearing): Heard {
  return {
    connected,
    signedIn,
    problem(problem) { if (problem.sync) { store.requireSync(); } },
    messageReceived(message) {
      typists.sent(message.conversationId, message.senderId);
      store.receive({ kind: 'message', message });
    },
    messageUpdated: (message) => store.receive({ kind: 'message', message }),
    conversationUpdated: (conversation) => store.receive({ kind: 'conversation', conversation }),
    conversationRemoved: ({ conversationId }) => store.receive({ kind: 'removed', conversationId }),
    historyCleared: (cleared) => store.receive({ kind: 'cleared', cleared }),
    readMoved: (mark) => store.receive({ kind: 'read', mark }),
    ownStateChanged: (changed) => store.receive({ kind: 'own', changed }),
    userTyping: (typing) => typists.hear(typing),
    presenceChanged: (presence) => presences.hear(presence),
    messageDelta: (piece) => store.extend(piece),

    // Nothing of these is kept; who listens for them hears them.
    registrationRequested: () => undefined,
    greeting: () => undefined,
    emotionUpdated: () => undefined,
  };
}
