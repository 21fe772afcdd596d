// Frames of the official client. `write` prints one for each message type; `read` takes frames in hex, one JSON object
// { name: hex } on standard input, and prints what the client understood.
import { readFileSync } from 'node:fs';
import { NullLogger } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';

const protocol = new MessagePackHubProtocol();

export const messages = {
  invocation: { type: 1, invocationId: 'xyz', target: 'method', arguments: [42], streamIds: [] },
  invocationWithoutId: { type: 1, target: 'method', arguments: [42] },
  invocationWithHeaders: { type: 1, headers: { x: 'y', z: 'z' }, invocationId: 'xyz', target: 'method', arguments: [42], streamIds: [] },
  invocationWithStreams: { type: 1, invocationId: '7', target: 'method', arguments: [42], streamIds: ['8', '9'] },
  invocationWithRecord: {
    type: 1, invocationId: '1', target: 'login', streamIds: [],
    arguments: [{ username: 'Ánh Nguyễn 🙂', password: 'x'.repeat(40), unknown: { deep: [1, null, 'z'] } }],
  },
  invocationWithBytes: { type: 1, invocationId: '2', target: 'bytes', arguments: [Uint8Array.from([0, 1, 254, 255])], streamIds: [] },
  invocationWithNumbers: {
    type: 1, invocationId: '3', target: 'numbers', streamIds: [],
    arguments: [[0, 127, 128, 255, 256, 65535, 65536, 4294967295, 4294967296, 9007199254740991,
      -1, -32, -33, -128, -129, -32768, -32769, -2147483648, -2147483649, 0.5, -1.25, 1e300, 0.1]],
  },
  streamInvocation: { type: 4, invocationId: 'xyz', target: 'method', arguments: [42], streamIds: [] },
  streamItem: { type: 2, invocationId: 'xyz', item: 42 },
  streamItemNull: { type: 2, invocationId: 'xyz', item: null },
  completionError: { type: 3, invocationId: 'xyz', error: 'Error' },
  completionVoid: { type: 3, invocationId: 'xyz' },
  completionValue: { type: 3, invocationId: 'xyz', result: 42 },
  completionNull: { type: 3, invocationId: 'xyz', result: null },
  cancel: { type: 5, invocationId: 'xyz' },
  ping: { type: 6 },
  close: { type: 7 },
  ack: { type: 8, sequenceId: 36 },
  sequence: { type: 9, sequenceId: 19 },
};

const toHex = (buffer) => Buffer.from(buffer).toString('hex');

// Bytes have no word in JSON: they are shown as { bytes: hex }.
const show = (key, value) => (value instanceof Uint8Array ? { bytes: toHex(value) } : value);

function read(hex) {
  const bytes = Buffer.from(hex, 'hex');
  const input = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return protocol.parseMessages(input, NullLogger.instance);
}

const each = (source, make) => Object.fromEntries(Object.entries(source).map(([name, value]) => [name, make(value)]));

if (process.argv[2] === 'write') {
  console.log(JSON.stringify(each(messages, (message) => toHex(protocol.writeMessage(message))), null, 2));
} else {
  console.log(JSON.stringify(each(JSON.parse(readFileSync(0, 'utf8')), read), show));
}
