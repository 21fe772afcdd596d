import { look } from '../axe.mjs';
import { axeScript } from '../stage.mjs';

/** @param {import('../stage.mjs').Stage} stage */
export default async function accessible(stage) {
  /** @type {string[]} */
  const found = [];
  const door = await stage.visitor('Nobody', { scripts: [axeScript()] });
  for (const path of ['/sign-in', '/register']) {
    await door.go(path);
    await look(door.page, path, found);
    await door.page.getByRole('button', { name: / face$/ }).click();
    await door.page.getByRole('dialog').getByText('not available').waitFor();
    await look(door.page, `${path}, without faces`, found);
  }

  // The first account is the admin's.
  const ada = await stage.person('Ada Lovelace', { scripts: [axeScript()] });
  await ada.page.getByText('No conversations yet').waitFor();
  await look(ada.page, 'no conversations', found);
  const binh = await stage.person('Nguyễn Văn Bình');
  const group = await ada.begin([binh], 'Tea house');
  await look(ada.page, 'nothing said', found);
  await ada.write(`Hello @${binh.username}, the **tea** is ready:\n\n- green\n- black\n\n> as always\n\n\`\`\`\nthree cups\n\`\`\``);
  await ada.sees('the tea is ready');
  await binh.open('Tea house');
  await binh.write('https://example.com/tea and 🍵');
  await ada.sees('example.com/tea');

  for (const [name, show] of Object.entries(screens(group, binh.username))) {
    await show(ada);
    await look(ada.page, name, found);
  }
  if (found.length > 0) { throw new Error(`Not for everybody:\n${[...new Set(found)].join('\n')}`); }
}

/**
 * @param {string} group
 * @param {string} other
 * @returns {Record<string, (person: import('../person.mjs').Person) => Promise<unknown>>}
 */
function screens(group, other) {
  const conversation = `/c/${group}`;
  return {
    'a group': async person => { await person.go(conversation); await person.sees('example.com/tea'); },
    'the menu of a message': person => menu(person),
    'emoji': async person => { await person.page.keyboard.press('Escape'); await person.page.getByRole('button', { name: 'Insert an emoji' }).click(); await person.page.locator('.emoji-grid').waitFor(); },
    'a reply': async person => { await person.go(conversation); await person.sees('example.com/tea'); await person.choose('example.com/tea', 'Reply'); await person.page.locator('.composer-above').waitFor(); },
    'forwarding': async person => { await person.choose('example.com/tea', 'Forward'); await person.page.getByRole('dialog').locator('.row').first().waitFor(); },
    'about the group': async person => { await person.go(conversation); await person.page.getByRole('button', { name: /About this conversation/ }).first().click(); await person.page.getByRole('dialog').getByText('Members').first().waitFor(); },
    'a new conversation': async person => { await person.go('/new'); await person.page.getByRole('dialog').getByRole('searchbox').fill(other); await person.page.getByRole('dialog').locator('label.row').first().waitFor(); },
    'search': async person => { await person.go('/'); await person.page.getByRole('searchbox').first().fill('ready'); await person.page.locator('.results mark').first().waitFor(); },
    'nothing found': async person => { await person.page.getByRole('searchbox').first().fill('zzzzzz'); await person.page.getByText('Nothing found').waitFor(); },
    'settings': async person => { await person.go('/settings'); await person.page.getByText('This device').waitFor(); },
    'moods': async person => { await person.page.getByRole('button', { name: 'Mood', exact: true }).click(); await person.page.getByRole('dialog').getByRole('switch').click(); await person.page.locator('.mood-choices').first().waitFor(); },
    'users': async person => { await person.go('/admin'); await person.page.locator('.user-row').first().waitFor(); },
    'health': async person => { await person.page.getByText('Health', { exact: true }).click(); await person.page.getByText('Everything runs').waitFor(); },
    'no such conversation': async person => { await person.go('/c/0196c0de-0000-7000-8000-000000000000'); await person.page.getByText('does not exist').waitFor(); },
  };
}

/** @param {import('../person.mjs').Person} person */
async function menu(person) {
  await person.message('the tea is ready').locator('.message').focus();
  await person.page.keyboard.press('Enter');
  await person.page.getByRole('menu').waitFor();
}
