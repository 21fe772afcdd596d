import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { same } from '../stage.mjs';

const evil = '<img src=x onerror="window.wasRun=1">';
const texts = [
  `${evil}<script>window.wasRun=2</script>`,
  '[a cup of tea](javascript:window.wasRun=3)',
  '[a cup of tea](data:text/html,<script>window.wasRun=4</script>)',
  '[a cup of tea](java\tscript:window.wasRun=5) ![x](javascript:window.wasRun=6)',
  '`</code><svg onload=window.wasRun=7>`',
  'https://example.com/"onmouseover="window.wasRun=8',
];

/** @param {import('../stage.mjs').Stage} stage */
export default async function injection(stage) {
  const ada = await stage.person(`${evil}Ada`);
  const binh = await stage.person('Nguyễn Văn Bình');
  await ada.begin([binh], `${evil}Group`);
  for (const text of texts) { await ada.write(text); }
  const file = join(stage.folder, '"><svg onload=window.wasRun=9>.txt');
  writeFileSync(file, evil);
  await ada.page.locator('.composer input[type=file]').setInputFiles(file);
  await ada.page.getByRole('button', { name: 'Send', exact: true }).click();
  await ada.page.locator('.message-row[data-seq] .file').waitFor();

  await binh.row('Group').waitFor();
  await binh.open('Group');
  await binh.page.locator('.message-row[data-seq] .file').waitFor();
  await binh.sees('window.wasRun=2');
  for (const { page } of [ada, binh]) {
    same(await page.evaluate(() => /** @type {any} */ (globalThis).wasRun), undefined, 'nothing of it was run');
    const links = await page.locator('.messages a').evaluateAll(all => all.map(one => one.getAttribute('href') ?? ''));
    same(links.filter(link => !/^https?:\/\//.test(link)), [], 'links lead to pages and to nothing else');
    same(await page.locator('.messages :is(script, svg[onload], img[onerror], [onmouseover])').count(), 0, 'no text becomes markup');
  }
  await binh.page.getByRole('button', { name: /About this conversation/ }).first().click();
  await binh.page.getByRole('dialog').getByText(evil).first().waitFor();
  same(await binh.page.evaluate(() => /** @type {any} */ (globalThis).wasRun), undefined, 'nor of the names');
}
