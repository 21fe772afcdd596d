import { until } from '../stage.mjs';

const many = 600;
// A message is some fourteen nodes of the page; those out of sight are gone.
const more = 3_000;

/** @param {import('../stage.mjs').Stage} stage */
export default async function lasting(stage) {
  const ada = await stage.person('Ada Lovelace');
  const binh = await stage.person('Nguyễn Văn Bình');
  const conversationId = await ada.begin([binh]);
  const token = await stage.server.tokenOf(binh);
  const network = await ada.context.newCDPSession(ada.page);
  await network.send('Performance.enable');
  const nodes = async () => {
    await network.send('HeapProfiler.collectGarbage');
    const { metrics } = await network.send('Performance.getMetrics');
    return metrics.find(one => one.name === 'Nodes')?.value ?? Infinity;
  };

  for (let at = 1; at <= 50; at++) { await stage.server.send(token, conversationId, `Number ${at} of many`); }
  await ada.sees('Number 50 of many');
  const before = await nodes();
  for (let at = 51; at <= many; at++) { await stage.server.send(token, conversationId, `Number ${at} of many`); }
  await ada.sees(`Number ${many} of many`);
  await until(async () => await nodes() < before + more, `the page holds no more than what is seen of it (${before} nodes before, ${await nodes()} now)`);
}
