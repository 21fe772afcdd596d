import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Model } from '../model.mjs';
import { same, until } from '../stage.mjs';

const evil = '<img src=x onerror="window.wasRun=1">';

/** @param {import('../stage.mjs').Stage} stage */
export default async function knowing(stage) {
  const model = new Model(stage);
  const keeper = await stage.visitor('Keeper');
  keeper.username = 'keeper';
  await keeper.go('/admin');
  await keeper.signIn();
  await keeper.go('/admin');
  const { page } = keeper;
  await page.locator('.choices label', { hasText: 'Knowledge' }).click();
  await page.getByText('The assistant knows no documents yet.').waitFor();

  const file = join(stage.folder, 'house rules.md');
  writeFileSync(file, `# House ${evil}\n\n## Opening hours\n\nThe samovar opens at nine. ${evil}`);
  await page.locator('input[type=file][multiple]').setInputFiles(file);
  await page.locator('.document-row', { hasText: 'house rules' }).getByText('1 passage').waitFor();
  await page.getByRole('button', { name: 'Write a text' }).click();
  await page.getByLabel('Title').fill(`Prices ${evil}`);
  await page.getByLabel('Text', { exact: true }).fill('A samovar costs forty coins.');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('.document-row', { hasText: 'Prices' }).waitFor();
  await page.getByRole('button', { name: 'house rules', exact: true }).click();
  await page.getByRole('dialog').getByText('The samovar opens at nine.').waitFor();
  await page.keyboard.press('Escape');

  await keeper.talk();
  await keeper.write('The samovar: what opens when, and what costs what?');
  await model.answer(`At nine [1]; forty coins [2]; not [9]. ${evil}<script>window.wasRun=2</script>\n\n[cup](javascript:window.wasRun=3)\n\n| ${evil} |\n|---|\n| [x](data:text/html,<script>window.wasRun=4</script>) |\n\n\`\`\`<svg/onload=window.wasRun=5>\n</code>${evil}\n\`\`\``);
  await page.locator('.reply[data-status=complete]', { hasText: 'At nine' }).waitFor();
  same(await page.locator('.reply-text button.cite').allInnerTexts(), ['1', '2'], 'marks stand where there are passages');
  same(await page.locator('.sources .source').count(), 2, 'the sources are listed');
  for (const mark of [page.locator('.reply-text button.cite').first(), page.locator('.sources .source').first()]) {
    await mark.click();
    await page.locator('.citation blockquote').waitFor();
    same(/The samovar opens at nine|A samovar costs forty coins/.test(await page.locator('.citation blockquote').innerText()), true, 'a citation opens its passage');
    await page.keyboard.press('Escape');
    await page.locator('.citation').waitFor({ state: 'detached' });
  }
  same(await page.evaluate(() => /** @type {any} */ (globalThis).wasRun), undefined, 'nothing of it was run');
  same(await page.locator('.messages :is(script, svg[onload], img[onerror], a[href^="javascript"], a[href^="data"])').count(), 0, 'no text becomes markup');

  await keeper.go('/admin');
  await page.locator('.choices label', { hasText: 'Knowledge' }).click();
  for (const title of ['house rules', 'Prices']) {
    await page.locator('.document-row', { hasText: title }).getByRole('button', { name: /^What to do with/ }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.locator('.document-row', { hasText: title }).waitFor({ state: 'detached' });
  }
  await page.locator('.choices label', { hasText: 'Assistant' }).click();
  await page.locator('.cost-table').last().getByText('finished').first().waitFor();
  await until(async () => (await page.locator('.figure-box', { hasText: 'Limit of each user and day' }).innerText()).includes('1,000,000 tokens'), 'the limit is shown');
}
