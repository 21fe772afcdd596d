import { HttpTransportType, HubConnectionBuilder, HubConnectionState, JsonHubProtocol, LogLevel, Subject, type HubConnection } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import { base64 } from '../asking/base64.ts';
import { refusalOf } from '../asking/refusals.ts';
import { ChatError } from '../chatError.ts';
import { eventNames, hubOver, type ChatEvents, type ChatHub, type FrameResult, type SendFrameRequest } from '../generated/contract.ts';
import type { FrameStream, FramesHeard } from '../looking/frameStream.ts';

export type Hear = <E extends keyof ChatEvents>(event: E, told: ChatEvents[E]) => void;

/** One open connection. It does not come back by itself. */
export interface ChatConnection {
  readonly hub: ChatHub;
  /** Ends when the connection did. */
  readonly closed: Promise<void>;
  /** Frames of a camera, of which a connection has one. */
  look(request: SendFrameRequest, heard: FramesHeard): FrameStream;
  stop(): Promise<void>;
}

/** Opens a connection, without a token an anonymous one; the events of it are heard in their order. */
export type OpenConnection = (accessToken: string, hear: Hear) => Promise<ChatConnection>;

/** WebSockets without a negotiation, which takes one road less and needs no sticky sessions behind several nodes. */
export function connectionsTo(address: URL, encoding: 'messagepack' | 'json'): OpenConnection {
  return async (accessToken, hear) => {
    const connection = new HubConnectionBuilder()
      .withUrl(new URL('hubs/chat', address).href, {
        accessTokenFactory: () => accessToken, transport: HttpTransportType.WebSockets, skipNegotiation: true,
      })
      .withHubProtocol(encoding === 'json' ? new JsonHubProtocol() : new MessagePackHubProtocol())
      // Its lines hold whole addresses, and those hold the token.
      .configureLogging(LogLevel.None)
      .build();
    for (const name of eventNames) { connection.on(name, (told: ChatEvents[typeof name]) => hear(name, told)); }
    const closed = new Promise<void>((resolve) => connection.onclose(() => resolve()));
    await connection.start();
    return {
      hub: hubOver((method, request) => invoke(connection, encoding, method, request)), closed,
      look: (request, heard) => look(connection, encoding, request, heard), stop: () => connection.stop(),
    };
  };
}

async function invoke(connection: HubConnection, encoding: 'messagepack' | 'json', method: string, request?: object): Promise<unknown> {
  try {
    return await (request === undefined ? connection.invoke(method) : connection.invoke(method, written(request, encoding)));
  } catch (failure) { throw errorOf(connection, failure); }
}

function look(connection: HubConnection, encoding: 'messagepack' | 'json', request: SendFrameRequest, heard: FramesHeard): FrameStream {
  const frames = new Subject<object>();
  let isOver = false;

  // SignalR sends these without anybody waiting, so one that fails would be an error of the page.
  const isOpen = () => !isOver && connection.state === HubConnectionState.Connected;
  const end = (error?: ChatError) => {
    isOver = true;
    heard.ended(error);
  };
  const answers = connection.stream<FrameResult>('SendFrame', written(request, encoding), frames).subscribe({
    next: (result) => heard.answered(result), error: (failure: unknown) => end(errorOf(connection, failure)), complete: () => end(),
  });
  return {
    send: (frame) => { if (isOpen()) { frames.next(written(frame, encoding)); } },
    stop() {
      if (!isOpen()) { return; }
      isOver = true;
      frames.complete();
      answers.dispose();
    },
  };
}

function errorOf(connection: HubConnection, failure: unknown): ChatError {
  const message = failure instanceof Error ? failure.message : '';
  return refusalOf(message) ?? (connection.state === HubConnectionState.Connected
    ? new ChatError('internal', message)
    : new ChatError('offline', 'The connection was lost before the answer came.', undefined, { cause: failure }));
}

/** Without fields that have no value; in JSON, bytes are base64. */
function written(value: object, encoding: 'messagepack' | 'json'): object {
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, encoding === 'json' && field instanceof Uint8Array ? base64(field) : field]));
}
