/** What a first visit may bring over the network, until somebody reads and writes: in bytes, as they are sent. */
const most = 200_000;

/** @param {import('../stage.mjs').Stage} stage */
export default async function light(stage) {
  const ada = await stage.person('Ada Lovelace');
  const binh = await stage.person('Nguyễn Văn Bình');
  const conversationId = await ada.begin([binh]);
  await ada.write('Chào buổi sáng');
  await ada.sees('Chào buổi sáng');

  const again = await stage.visitor('Ada Lovelace', { options: { storageState: await ada.context.storageState({ indexedDB: true }) } });
  /** @type {Map<string, number>} */
  const brought = new Map();
  const network = await again.context.newCDPSession(again.page);
  /** @type {Map<string, string>} */
  const names = new Map();
  network.on('Network.requestWillBeSent', ({ requestId, request }) => names.set(requestId, new URL(request.url).pathname));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => brought.set(names.get(requestId) ?? requestId, encodedDataLength));
  await network.send('Network.enable');
  await again.go(`/c/${conversationId}`);
  await again.sees('Chào buổi sáng');
  await again.isCurrent();

  const all = [...brought].reduce((sum, [, bytes]) => sum + bytes, 0);
  process.stderr.write(`${all} bytes: ${[...brought].map(([name, bytes]) => `${name} ${bytes}`).join(', ')}\n`);
  if (!brought.has(`/c/${conversationId}`) || ![...brought.keys()].some(name => name.endsWith('.js'))) { throw new Error(`Not everything was counted: ${[...brought.keys()].join(', ')}`); }
  if (all > most) { throw new Error(`The first load takes ${all} bytes, more than ${most}: ${[...brought].map(([name, bytes]) => `${name} ${bytes}`).join(', ')}`); }
}
