import { same, until } from '../stage.mjs';

const all = 30;

/** @param {import('../stage.mjs').Stage} stage */
export default async function killed(stage) {
  const ada = await stage.person('Ada Lovelace', { mayLoseConnection: true });
  const binh = await stage.person('Nguyễn Văn Bình', { mayLoseConnection: true });
  const conversationId = await ada.begin([binh]);
  await ada.write('Before');
  await binh.open('Ada Lovelace');
  await binh.sees('Before');

  const wanted = ['Before'];
  const write = async (/** @type {number} */ count) => {
    for (let at = 0; at < count; at++) {
      wanted.push(`Line ${wanted.length} of a long story`);
      await ada.write(wanted.at(-1) ?? '');
    }
  };
  await write(all / 3);
  // The server is away while the next ones are written.
  await Promise.all([stage.ask('restart'), write(all / 3)]);
  await write(all / 3);

  await until(async () => await ada.page.locator('.message[data-pending]').count() === 0 && await ada.page.locator('.status-strip').count() === 0, 'all is sent');
  const history = await stage.server.history(await stage.server.tokenOf(ada), conversationId);
  same(history.map(one => one.content), wanted, 'nothing is lost, nothing is twice, all is in order');
  await binh.sees(wanted.at(-1) ?? '');
  await binh.isCurrent();
  same((await binh.readAll()).map(([, text]) => text), wanted, 'and so Bình sees it');
}
