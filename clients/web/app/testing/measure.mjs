// The figures of docs/benchmarks/web.md: node testing/measure.mjs <address>, against a server whose limits are off.
import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { Stage, until } from './stage.mjs';

const [server = ''] = process.argv.slice(2);
const stage = await Stage.open(new URL(server).origin, () => Promise.reject(new Error('There is no host.')));
const ada = await stage.person('Ada Lovelace', { options: { viewport: { width: 1440, height: 900 } } });
const binh = await stage.person('Nguyễn Văn Bình');
const token = await stage.server.tokenOf(binh);
const say = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

const hub = new HubConnectionBuilder().configureLogging(LogLevel.Error)
  .withUrl(`${stage.address}/hubs/chat`, { transport: HttpTransportType.WebSockets, skipNegotiation: true, accessTokenFactory: () => token }).build();
await hub.start();

/**
 * Bình writes.
 * @param {string} conversationId
 * @param {number} count
 * @param {number} [together]
 */
async function send(conversationId, count, together = 64) {
  let next = 0;
  await Promise.all(Array.from({ length: together }, async () => {
    while (next < count) {
      const at = ++next;
      await hub.invoke('SendMessage', { conversationId, clientMessageId: crypto.randomUUID(), content: `Message ${at}: ${'words '.repeat(at % 23)}` });
    }
  }));
}

/** @param {number[]} values @param {number} part */
const quantile = (values, part) => [...values].sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

// Usable: the messages are there and one can write.
const small = await ada.begin([binh]);
await ada.write('First');
await ada.sees('First');
await send(small, 200);
const state = await ada.context.storageState({ indexedDB: true });
for (const kind of /** @type {const} */ (['first visit', 'with what the browser keeps'])) {
  const times = [];
  for (let turn = 0; turn < 7; turn++) {
    const visitor = await stage.visitor('Ada Lovelace', { options: { storageState: state } });
    if (kind !== 'first visit') {
      await visitor.go(`/c/${small}`);
      await visitor.page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
    }
    await visitor.page.goto(`${visitor.address}/c/${small}`, { waitUntil: 'commit' });
    times.push(await visitor.page.evaluate(() => new Promise(resolve => {
      const look = () => {
        const isUsable = document.querySelector('.message-row[data-seq]') && !document.querySelector('.ghost') && document.querySelector('.composer textarea');
        if (isUsable) { resolve(performance.now()); } else { requestAnimationFrame(look); }
      };
      look();
    })));
    await visitor.context.close();
    stage.people.pop();
  }
  say(`usable, ${kind}: median ${quantile(/** @type {number[]} */ (times), 0.5).toFixed(0)} ms, worst of ${times.length} ${Math.max(.../** @type {number[]} */ (times)).toFixed(0)} ms`);
}

/** @param {() => Promise<unknown>} meanwhile @param {string} name */
async function frames(meanwhile, name) {
  await ada.page.evaluate(() => {
    const all = /** @type {any} */ (globalThis);
    all.frameTimes = [];
    let last = performance.now();
    const step = () => {
      if (!all.frameTimes) { return; }
      const now = performance.now();
      all.frameTimes.push(now - last);
      last = now;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  await meanwhile();
  const times = await ada.page.evaluate(() => { const all = /** @type {any} */ (globalThis); const kept = all.frameTimes; all.frameTimes = null; return kept; }).catch(() => []);
  const late = times.filter((/** @type {number} */ time) => time > 17.5).length;
  say(`${name}: ${times.length} frames, median ${quantile(times, 0.5).toFixed(1)} ms, 99 % ${quantile(times, 0.99).toFixed(1)} ms, longer than a 60th of a second ${(100 * late / times.length).toFixed(1)} %`);
}

// Fifty messages a second while one looks at them.
await ada.go(`/c/${small}`);
await ada.isCurrent();
await frames(async () => {
  for (let second = 0; second < 10; second++) {
    const begun = Date.now();
    await send(small, 50, 4);
    await new Promise(resolve => setTimeout(resolve, Math.max(0, 1000 - (Date.now() - begun))));
  }
}, '50 messages a second');

// The heap, after ten thousand messages that came while the page was open, and ten thousand more.
const network = await ada.context.newCDPSession(ada.page);
await network.send('Performance.enable');
const heap = async (/** @type {string} */ when) => {
  await ada.isCurrent();
  for (let turn = 0; turn < 3; turn++) { await network.send('HeapProfiler.collectGarbage'); }
  const { metrics } = await network.send('Performance.getMetrics');
  const of = (/** @type {string} */ name) => metrics.find(one => one.name === name)?.value ?? 0;
  say(`heap ${when}: ${(of('JSHeapUsedSize') / 1e6).toFixed(1)} MB, ${of('Nodes')} nodes, ${of('JSEventListeners')} listeners`);
};
await heap('before');
for (const count of [10_000, 10_000]) {
  await send(small, count);
  await until(async () => await ada.page.locator('.message-row[data-seq]').last().innerText().then(text => text.includes(`Message ${count}:`)), 'the last one came');
  await heap(`after ${count.toLocaleString('en')} more`);
}

// A hundred thousand messages.
const large = await ada.begin([binh], 'A hundred thousand');
await ada.page.goto('about:blank');
const begun = Date.now();
await send(large, 100_000, 256);
say(`written in ${((Date.now() - begun) / 1000).toFixed(0)} s`);
await ada.go(`/c/${large}`);
await ada.isCurrent();
await until(async () => await ada.page.locator('.message-row[data-seq]').count() > 5, 'the end is there');
const scroll = (/** @type {number} */ by, /** @type {number} */ count) => ada.page.evaluate(([step, steps]) => new Promise(resolve => {
  const list = /** @type {HTMLElement} */ (document.querySelector('.messages'));
  let at = 0;
  const go = () => {
    list.scrollTop += step ?? 0;
    if (++at < (steps ?? 0)) { requestAnimationFrame(go); } else { resolve(undefined); }
  };
  requestAnimationFrame(go);
}), [by, count]);
await frames(() => scroll(-40, 600), 'reading up, 40 px a frame');
await frames(() => scroll(-400, 600), 'flying up, 400 px a frame');
const jumps = [];
for (let turn = 0; turn < 15; turn++) {
  const begun = await ada.page.evaluate(part => {
    const list = /** @type {HTMLElement} */ (document.querySelector('.messages'));
    list.scrollTop = list.scrollHeight * part;
    return performance.now();
  }, (turn * 0.37) % 1);
  jumps.push(await ada.page.evaluate(from => new Promise(resolve => {
    let calm = 0;
    const look = () => {
      calm = document.querySelector('.messages .ghost') || !document.querySelector('.message-row[data-seq]') ? 0 : calm + 1;
      if (calm > 2) { resolve(performance.now() - from); } else { requestAnimationFrame(look); }
    };
    requestAnimationFrame(look);
  }), begun));
}
say(`anywhere in a hundred thousand by the scroll bar: median ${quantile(/** @type {number[]} */ (jumps), 0.5).toFixed(0)} ms, worst of ${jumps.length} ${Math.max(.../** @type {number[]} */ (jumps)).toFixed(0)} ms`);
await heap('with a hundred thousand');
if (stage.wrongs.length > 0) { say(stage.wrongs.join('\n')); }
await stage.close();
process.exit(0);
