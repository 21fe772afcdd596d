import { answer } from '../asking/patience.ts';
import { within } from '../asking/waiting.ts';
import { ChatError } from '../chatError.ts';
import type { OpenConnection } from '../connecting/chatConnection.ts';
import type { CurrentConnection } from '../connecting/currentConnection.ts';
import type { SendFrameRequest, Session } from '../generated/contract.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { EventListeners } from '../telling/eventListeners.ts';
import { Camera, type CameraPlace } from './camera.ts';

export interface CameraParts {
  readonly sessions: Sessions;
  readonly current: CurrentConnection;
  readonly listeners: EventListeners;
  readonly openConnection: OpenConnection;
}

const openWithin = 30_000;

export async function openCamera(parts: CameraParts, request: SendFrameRequest, signIn: (session: Session) => Promise<unknown>): Promise<Camera> {
  return new Camera(parts.sessions.isSignedIn ? await ofUser(parts) : await ofVisitor(parts, signIn), request);
}

/** On the connection that is there; it stays. */
async function ofUser({ current }: CameraParts): Promise<CameraPlace> {
  return {
    connection: await current.soon(),
    answered: () => Promise.resolve(),
    register: () => Promise.reject(new ChatError('invalid', 'Somebody is signed in already.')),
    leave: (stream) => Promise.resolve(stream.stop()),
  };
}

/** On an anonymous connection for the camera alone. Whoever is signed in on it is taken once the greeting was heard, and it closes. */
async function ofVisitor({ listeners, openConnection }: CameraParts, signIn: (session: Session) => Promise<unknown>): Promise<CameraPlace> {
  let came: Session | undefined;
  const connection = await within(openWithin, openConnection('', (event, told) => {
    if (event === 'signedIn') { came = told as Session; }
    if (event === 'greeting' || event === 'registrationRequested') { listeners.tell(event, told); }
  }), 'The server does not answer.');
  const take = async () => {
    const session = came;
    came = undefined;
    if (session) { await signIn(session); }
  };
  return {
    connection,
    answered: take,
    async register(request) {
      const session = await answer(connection.hub.registerUser(request));
      came ??= session;
      await take();
      return session;
    },
    async leave() {
      await connection.stop();
      await take();
    },
  };
}
