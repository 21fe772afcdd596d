import { HubConnectionBuilder, HttpTransportType, type HubConnection } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import type { Session } from './contract';
let connection: HubConnection | null = null;
export let session: Session | null = JSON.parse(localStorage.getItem('chat:session') ?? 'null') as Session | null;
export function hold(next: Session | null): void { session = next; if (next) { localStorage.setItem('chat:session', JSON.stringify(next)); } else { localStorage.removeItem('chat:session'); } }
export async function connect(on: Record<string, (value: never) => void>, closed: () => void): Promise<void> {
  const made = new HubConnectionBuilder().withUrl('/hubs/chat', { transport: HttpTransportType.WebSockets, skipNegotiation: true, accessTokenFactory: () => session?.accessToken ?? '' })
    .withHubProtocol(new MessagePackHubProtocol()).build();
  for (const [name, handler] of Object.entries(on)) { made.on(name, handler); }
  made.onclose(closed);
  await made.start();
  connection = made;
}
export async function disconnect(): Promise<void> { await connection?.stop(); connection = null; }
export async function invoke<T>(method: string, request: object): Promise<T> {
  if (!connection) { throw new Error('offline'); }
  return await connection.invoke<T>(method, request);
}
