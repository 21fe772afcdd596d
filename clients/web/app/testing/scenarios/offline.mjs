import { same, until } from '../stage.mjs';

const many = 1_000;

/** @param {import('../stage.mjs').Stage} stage */
export default async function offline(stage) {
  const line = await stage.line();
  const ada = await stage.person('Ada Lovelace');
  const binh = await stage.person('Nguyễn Văn Bình', { address: line.address, mayLoseConnection: true });
  const conversationId = await ada.begin([binh]);
  await ada.write('Before the tunnel');
  await binh.open('Ada Lovelace');
  await binh.sees('Before the tunnel');
  await binh.keeps('Before the tunnel');
  await until(() => binh.page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state === 'activated'), 'the app is kept for times without a network');

  line.cut();
  await binh.context.setOffline(true);
  await binh.page.locator('.status-strip').waitFor();
  const mine = ['In the tunnel', 'Still in it', 'I see light'];
  for (const text of mine) { await binh.write(text); }
  await until(async () => await binh.page.locator('.message[data-pending]').count() === mine.length, 'what is written waits');

  // The app itself comes from what the browser kept.
  await binh.page.reload();
  await binh.sees('Before the tunnel');
  await until(async () => await binh.page.locator('.message[data-pending]').count() === mine.length, 'what was written outlives the page');

  const token = await stage.server.tokenOf(ada);
  for (let at = 1; at <= many; at++) { await stage.server.send(token, conversationId, `Number ${at} of many`); }
  line.mend();
  await binh.context.setOffline(false);
  await until(async () => await binh.page.locator('.message[data-pending]').count() === 0 && await binh.page.locator('.status-strip').count() === 0, 'Bình is back');
  for (const text of mine) { await ada.sees(text); }

  const history = await stage.server.history(token, conversationId);
  const wanted = ['Before the tunnel', ...Array.from({ length: many }, (_, at) => `Number ${at + 1} of many`), ...mine];
  same(history.map(one => one.content), wanted, 'the server has each once and in order');
  const shown = await binh.readAll();
  same(shown.map(([seq]) => seq), history.map(one => one.seq), 'every message is shown');
  same(shown.map(([, text]) => text), wanted, 'as it was written');
}
