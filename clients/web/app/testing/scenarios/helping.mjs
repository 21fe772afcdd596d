import { Model } from '../model.mjs';
import { same } from '../stage.mjs';

/** @param {import('../stage.mjs').Stage} stage */
export default async function helping(stage) {
  const model = new Model(stage);
  const ada = await stage.person('Ada Lovelace');
  const binh = await stage.person('Nguyễn Văn Bình');
  await ada.begin([binh], 'Tea house');
  await ada.write('Shall we meet at nine?');
  await binh.open('Tea house');
  await binh.sees('Shall we meet at nine?');

  // A draft becomes a message only when somebody sends it.
  await binh.page.getByRole('button', { name: 'Suggest a reply' }).click();
  await model.answer('Nine is fine for me!');
  await binh.page.locator('.suggestion', { hasText: 'Nine is fine for me!' }).click();
  same(await binh.field.inputValue(), 'Nine is fine for me!', 'the suggestion is in the field');
  await binh.field.press('Enter');
  await ada.sees('Nine is fine for me!');

  await ada.page.getByRole('button', { name: 'Sum up the conversation' }).click();
  await model.answer('They meet at **nine**.');
  await ada.page.getByRole('dialog').locator('strong', { hasText: 'nine' }).waitFor();
  await ada.page.keyboard.press('Escape');

  // Named in a group, by the completion; anybody there may stop it.
  await ada.field.pressSequentially('What do you say, @assi');
  await ada.page.getByRole('option', { name: /@assistant/ }).waitFor();
  await ada.field.press('Enter');
  same(await ada.field.inputValue(), 'What do you say, @assistant ', 'the name is completed');
  await ada.field.press('Enter');
  await model.say('I would say');
  await binh.page.locator('.reply', { hasText: 'I would say' }).locator('.quoted', { hasText: 'What do you say' }).waitFor();
  await binh.page.getByRole('button', { name: 'Stop the reply' }).click();
  await ada.page.locator('.reply[data-status=stopped]', { hasText: 'I would say' }).waitFor();

  await hasPromptOfItsOwn(ada, binh);
  await isRefusedBeyondTheLimit(ada, model);
}

/** @param {import('../person.mjs').Person} owner @param {import('../person.mjs').Person} member */
async function hasPromptOfItsOwn(owner, member) {
  const about = async (/** @type {import('../person.mjs').Person} */ person) => {
    await person.page.getByRole('button', { name: /About this conversation/ }).first().click();
    return person.page.getByRole('dialog');
  };
  const dialog = await about(owner);
  await dialog.getByLabel('How the assistant answers here').fill('Speak like a tea master.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await owner.page.getByText('Saved.').waitFor();
  await owner.page.keyboard.press('Escape');
  await (await about(member)).getByText('Speak like a tea master.').waitFor();
  await member.page.keyboard.press('Escape');
}

/** @param {import('../person.mjs').Person} ada @param {Model} model */
async function isRefusedBeyondTheLimit(ada, model) {
  const left = 86_400 - (Date.now() / 1000) % 86_400;
  // Just before the limit ends, the question would wait for that instead.
  if (left < 900) { return; }
  await ada.talk();
  await ada.write('Use all of it');
  await model.say('All of it.');
  await model.end(2_000_000);
  await ada.page.locator('.reply[data-status=complete]').waitFor();
  await ada.write('More?');
  await ada.page.locator('.refused', { hasText: 'The limit is reached. Try again:' }).waitFor();
  await ada.page.getByRole('button', { name: 'Sum up the conversation' }).click();
  await ada.page.getByRole('dialog').getByText('The limit is reached. Try again:').waitFor();
}
