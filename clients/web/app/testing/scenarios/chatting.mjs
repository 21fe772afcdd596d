import { same, until } from '../stage.mjs';

/** @param {import('../stage.mjs').Stage} stage */
export default async function chatting(stage) {
  const ada = await stage.person('Ada Lovelace');
  const binh = await stage.person('Nguyễn Văn Bình');

  const conversationId = await ada.begin([binh]);
  await ada.write('Good morning! Is the tea ready?');
  await ada.sees('Is the tea ready?');
  await binh.row('Ada Lovelace').locator('.badge').waitFor();
  await binh.open('Ada Lovelace');
  await binh.sees('Is the tea ready?');
  await ada.page.locator('.message .mark[data-read]').first().waitFor();
  await until(async () => await binh.row('Ada Lovelace').locator('.badge').count() === 0, 'what was read is not unread');

  // Typing ends by itself, so it goes on until it is seen.
  await until(async () => {
    await binh.field.press('V');
    return await ada.page.locator('.typing[data-on]').count() > 0;
  }, 'Ada sees that Bình writes');
  await binh.write('Sắp xong rồi, **năm phút** nữa 🍵');
  await ada.sees('Sắp xong rồi');
  same(await ada.message('Sắp xong rồi').locator('strong').innerText(), 'năm phút', 'Markdown is drawn');

  await ada.choose('Sắp xong rồi', 'Reply');
  await ada.write('Wonderful');
  await binh.page.locator('.message-row', { hasText: 'Wonderful' }).locator('.quoted', { hasText: 'Sắp xong rồi' }).waitFor();

  await binh.message('Wonderful').locator('.message').focus();
  await binh.page.keyboard.press('Enter');
  await binh.page.getByRole('menuitemcheckbox', { name: '👍' }).click();
  await ada.message('Wonderful').locator('.reaction', { hasText: '👍' }).waitFor();

  await ada.choose('Wonderful', 'Edit');
  await ada.field.fill('Wonderful, I bring cake');
  await ada.field.press('Enter');
  await binh.sees('I bring cake');
  await ada.choose('I bring cake', 'Delete');
  await binh.sees('This message was deleted.');

  const history = await stage.server.history(await stage.server.tokenOf(ada), conversationId);
  same(history.map(one => one.seq), [1, 2, 3], 'the server has each once');
  await unsentTextIsKept(ada);
}

/** @param {import('../person.mjs').Person} ada */
async function unsentTextIsKept(ada) {
  await ada.field.fill('A thought that is not finished');
  await ada.go('/');
  await ada.row('Nguyễn Văn Bình').locator('.draft').waitFor();
  await ada.open('Nguyễn Văn Bình');
  same(await ada.field.inputValue(), 'A thought that is not finished', 'the draft is there again');
}
