import { same, until } from '../stage.mjs';

/** @param {import('../stage.mjs').Stage} stage */
export default async function tabs(stage) {
  const line = await stage.line();
  const ada = await stage.person('Ada Lovelace', { address: line.address, mayLoseConnection: true });
  const binh = await stage.person('Nguyễn Văn Bình');
  const conversationId = await ada.begin([binh]);
  const first = ada.page;
  await ada.newPage(`/c/${conversationId}`);
  await ada.write('From the second tab');
  await ada.sees('From the second tab');
  await first.locator('.message-row[data-seq]', { hasText: 'From the second tab' }).waitFor();

  // Written in a tab that is closed before there is a connection again: the other one sends it, once.
  line.cut();
  await ada.page.locator('.status-strip').waitFor();
  await ada.write('Written in a tab that went away');
  await ada.page.locator('.message[data-pending]', { hasText: 'that went away' }).waitFor();
  await first.locator('.message[data-pending]', { hasText: 'that went away' }).waitFor();
  await ada.page.close();
  ada.pages.pop();
  line.mend();
  await ada.sees('Written in a tab that went away');
  await until(async () => await ada.page.locator('.message[data-pending]').count() === 0, 'nothing waits');
  const history = await stage.server.history(await stage.server.tokenOf(ada), conversationId);
  same(history.map(one => one.content), ['From the second tab', 'Written in a tab that went away'], 'each once');

  // Whoever signs out in one tab is out in all.
  await ada.newPage('/settings');
  await ada.page.locator('.actions-left').getByRole('button', { name: 'Sign out', exact: true }).click();
  await ada.page.locator('.door').waitFor();
  await first.locator('.door').waitFor();
}
