import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { same, until } from '../stage.mjs';

/** @param {import('../stage.mjs').Stage} stage */
export default async function files(stage) {
  const ada = await stage.person('Ada Lovelace');
  const binh = await stage.person('Nguyễn Văn Bình');
  const conversationId = await ada.begin([binh]);
  await ada.write('Look at this');
  await binh.open('Ada Lovelace');

  const picture = join(stage.folder, 'garden.png');
  writeFileSync(picture, await ada.page.screenshot());
  await ada.page.locator('.composer input[type=file]').setInputFiles(picture);
  await ada.page.locator('.tray-item', { hasText: 'garden.png' }).waitFor();
  await ada.write('Our garden');
  await isShown(binh.message('Our garden').locator('.picture img'));
  await binh.message('Our garden').locator('.picture').click();
  await isShown(binh.page.locator('.lightbox img'));
  await binh.page.keyboard.press('Escape');
  await binh.page.locator('.lightbox').waitFor({ state: 'detached' });

  const paper = join(stage.folder, 'recipe.txt');
  writeFileSync(paper, 'Tea: five minutes.');
  await binh.page.locator('.composer input[type=file]').setInputFiles(paper);
  await binh.page.getByRole('button', { name: 'Send', exact: true }).click();
  const [download] = await Promise.all([ada.page.waitForEvent('download'), ada.page.getByRole('button', { name: 'Download recipe.txt' }).click()]);
  same(download.suggestedFilename(), 'recipe.txt', 'a file keeps its name');

  await speak(ada);
  const voice = binh.page.locator('.voice');
  await voice.getByRole('button', { name: /^Play/ }).click();
  await until(() => voice.locator('audio').evaluate(sound => /** @type {HTMLAudioElement} */ (sound).currentTime > 0), 'Bình hears it');

  const history = await stage.server.history(await stage.server.tokenOf(ada), conversationId);
  same(history.map(one => [one.type, one.attachments.length]), [['text', 0], ['image', 1], ['file', 1], ['audio', 1]], 'the server has each once');
}

/** @param {import('../person.mjs').Person} person */
async function speak(person) {
  await person.page.getByRole('button', { name: 'Record a voice message' }).click();
  // The beginning of a sound, so that there is something to be heard.
  await until(async () => Number((await person.page.locator('.recorder .voice-time').innerText()).split(':')[1]) >= 1, 'a second is recorded');
  await person.page.getByRole('button', { name: 'Stop and send' }).click();
  await person.page.locator('.message-row[data-seq] .voice').waitFor();
}

/** @param {import('playwright-core').Locator} picture */
async function isShown(picture) {
  await picture.waitFor();
  await until(() => picture.evaluate(element => /** @type {HTMLImageElement} */ (element).naturalWidth > 0), 'the picture is shown');
}
