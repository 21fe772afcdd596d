// Talks to the test hub with the official client, one scenario a run: node live.mjs <address> <json|messagepack> <scenario>.
// What happened is printed as one JSON object a line.
import { HttpTransportType, HubConnectionBuilder, LogLevel, Subject } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';

const [address, encoding, scenario] = process.argv.slice(2);
const say = (what) => console.log(JSON.stringify(what, (key, value) => (value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('base64') } : value)));
const refusal = (call) => call.then(() => 'no error', (error) => error.message);

function builder() {
  const made = new HubConnectionBuilder()
    .withUrl(address, { transport: HttpTransportType.WebSockets })
    .configureLogging(LogLevel.None);
  return encoding === 'messagepack' ? made.withHubProtocol(new MessagePackHubProtocol()) : made;
}

async function started(connection) {
  await connection.start();
  return connection;
}

const all = (stream) => new Promise((resolve, reject) => {
  const items = [];
  stream.subscribe({ next: (item) => items.push(item), complete: () => resolve(items), error: reject });
});

const scenarios = {
  async invoke() {
    const hub = await started(builder().build());
    const letter = {
      id: '0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b', text: 'Xin chào 🙂', tone: 'veryWarm', sentAt: '2026-11-20T21:40:00.123Z',
      seq: 4294967296, score: 0.25, isRead: true, tags: ['a', 'b'], counts: { x: 1, 'ý': 2 }, ignored: { by: ['the', 'server'] },
      image: encoding === 'messagepack' ? Uint8Array.from([1, 2, 3]) : 'AQID', corner: { x: 0.5, y: 1 },
    };
    say({ echo: await hub.invoke('Echo', letter) });
    say({ sum: await hub.invoke('Add', 40, 2), nothing: await hub.invoke('Nothing') ?? null });
    const told = new Promise((resolve) => hub.on('told', (text, seq) => resolve([text, seq])));
    await hub.send('TellMe', 'hello');
    say({ told: await told });
    await hub.stop();
  },
  async errors() {
    const hub = await started(builder().build());
    say({ refused: await refusal(hub.invoke('Refuse')) });
    say({ surprised: await refusal(hub.invoke('Surprise')) });
    say({ unknown: await refusal(hub.invoke('NoSuchMethod')) });
    say({ missing: await refusal(hub.invoke('Echo', { text: 'x' })) });
    say({ wrong: await refusal(hub.invoke('Add', 'forty', 2)) });
    say({ count: await refusal(hub.invoke('Add', 40)) });
    say({ after: await hub.invoke('Add', 40, 2) });
    await hub.stop();
  },
  async upload() {
    const hub = await started(builder().build());
    const numbers = new Subject();
    const sum = hub.invoke('Sum', numbers);
    for (let number = 1; number <= 100; number++) { numbers.next(number); }
    numbers.complete();
    say({ sum: await sum });

    const bad = new Subject();
    const failed = refusal(hub.invoke('Sum', bad));
    bad.next(1);
    bad.error(new Error('the microphone is gone'));
    say({ failed: await failed, after: await hub.invoke('Add', 1, 1) });
    await hub.stop();
  },
  async download() {
    const hub = await started(builder().build());
    say({ items: await all(hub.stream('Count', 5)) });
    say({ failed: await refusal(all(hub.stream('CountThenFail', 2))) });
    await hub.stop();
  },
  async cancel() {
    const hub = await started(builder().build());
    await new Promise((resolve) => {
      let seen = 0;
      const subscription = hub.stream('Forever').subscribe({
        next() { if (++seen === 3) { subscription.dispose(); resolve(); } },
        complete() {}, error() {},
      });
    });
    say({ ended: await hub.invoke('WhenCancelled') });
    await hub.stop();
  },
  async clientResults() {
    const connection = builder().build();
    connection.on('question', async (what) => (what === 'fail' ? Promise.reject(new Error('no answer')) : `${what}!`));
    const hub = await started(connection);
    say({ answer: await hub.invoke('Ask', 'ready') });
    say({ failed: await refusal(hub.invoke('Ask', 'fail')) });
    await hub.stop();
  },
  async reconnect() {
    const connection = builder().withAutomaticReconnect([0, 50, 50, 50, 50, 50]).build();
    const back = new Promise((resolve) => connection.onreconnected(resolve));
    const hub = await started(connection);
    const before = hub.connectionId;
    await refusal(hub.invoke('Cut'));
    const after = await back;
    say({ isNew: before !== after && after === hub.connectionId, sum: await hub.invoke('Add', 1, 2) });
    await hub.stop();
  },
  async statefulReconnect() {
    const connection = builder().withAutomaticReconnect().withStatefulReconnect().build();
    let reconnected = 0;
    connection.onreconnecting(() => { reconnected++; });
    const heard = [];
    connection.on('told', (text) => heard.push(text));
    const hub = await started(connection);
    const before = hub.connectionId;
    // The answer to the cut itself can only arrive over the new socket.
    await hub.invoke('Cut');
    await hub.send('TellMe', 'after the cut');
    say({ isSame: before === hub.connectionId, reconnected, sum: await hub.invoke('Add', 1, 2), heard });
    await hub.stop();
  },
};

await scenarios[scenario]();
