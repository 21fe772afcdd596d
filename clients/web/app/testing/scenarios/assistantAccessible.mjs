import { Model } from '../model.mjs';
import { axeScript } from '../stage.mjs';
import { look } from '../axe.mjs';

const rich = `# Trà xanh

Water of **eighty degrees**, see [the house](https://example.org/tea) and the samovar [1].

1. warm the cup
   - of clay
2. \`pour\` slowly

| leaf | minutes |
|:--|--:|
| sencha | 2 |

\`\`\`js
pour(80);
\`\`\`
`;

/** @param {import('../stage.mjs').Stage} stage */
export default async function assistantAccessible(stage) {
  const model = new Model(stage);
  const keeper = await stage.visitor('Keeper', { scripts: [axeScript()] });
  keeper.username = 'keeper';
  await keeper.go('/sign-in');
  await keeper.signIn();
  await stage.server.ask('POST', '/api/conversations', { kind: 'group', title: 'Tea house' }, await stage.server.tokenOf(keeper));
  const { page } = keeper;
  /** @type {string[]} */
  const found = [];
  const see = (/** @type {string} */ name) => look(page, name, found);
  const admin = async (/** @type {string} */ part) => {
    await keeper.go('/admin');
    await page.locator('.choices label', { hasText: part }).click();
  };

  await admin('Knowledge');
  await page.getByText('The assistant knows no documents yet.').waitFor();
  await see('no documents');
  await page.getByRole('button', { name: 'Write a text' }).click();
  await see('writing a document');
  await page.getByLabel('Title').fill('House rules');
  await page.getByLabel('Text', { exact: true }).fill('# House\n\nThe samovar opens at nine.');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('.document-row').waitFor();
  await see('documents');
  await page.getByRole('button', { name: 'House rules', exact: true }).click();
  await page.locator('.passages').waitFor();
  await see('passages');

  await keeper.go('/');
  await page.getByRole('button', { name: 'New conversation', exact: true }).first().click();
  await page.getByRole('dialog').waitFor();
  await see('a new conversation');
  await page.keyboard.press('Escape');
  await keeper.talk();
  await keeper.write('When is it that the samovar opens?');
  await page.getByText('Thinking…').waitFor();
  await see('thinking');
  await model.say(rich);
  await keeper.reply.locator('pre').waitFor();
  await see('a growing reply');
  await model.end();
  await page.locator('.reply[data-status=complete] .sources').waitFor();
  await see('a reply');
  await page.locator('button.cite').first().click();
  await page.locator('.citation').waitFor();
  await see('a citation');
  await page.keyboard.press('Escape');
  await keeper.write('Are you there?');
  await model.refuse(401);
  await page.locator('.reply-failed').waitFor();
  await see('a failed reply');
  await page.getByRole('button', { name: /About this conversation/ }).first().click();
  await page.getByLabel('How the assistant answers here').waitFor();
  await see('about a talk');
  await page.keyboard.press('Escape');

  await keeper.open('Tea house');
  await keeper.write('Shall we have tea?');
  await keeper.sees('Shall we have tea?');
  await page.getByRole('button', { name: 'Suggest a reply' }).click();
  await model.answer('Yes, with lemon.');
  await page.locator('.suggestion').waitFor();
  await see('a suggestion');
  await page.getByRole('button', { name: 'Close the suggestions' }).click();
  await page.getByRole('button', { name: 'Sum up the conversation' }).click();
  await model.answer('Tea is offered.');
  await page.getByText('Tea is offered.').waitFor();
  await see('a summary');
  await page.keyboard.press('Escape');
  await keeper.field.pressSequentially('@assi');
  await page.getByRole('option').waitFor();
  await see('naming the assistant');

  await admin('Assistant');
  await page.locator('.cost-table').last().waitFor();
  await see('what it costs');
  await admin('Knowledge');
  await page.getByRole('button', { name: /^What to do with/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByText('The assistant knows no documents yet.').waitFor();
  if (found.length > 0) { throw new Error(`Not for everybody:\n${[...new Set(found)].join('\n')}`); }
}
