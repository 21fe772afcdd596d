import { Model } from '../model.mjs';
import { same, until } from '../stage.mjs';

// Every text that a reply ever showed in a page.
const remembering = `
  globalThis.everShown = new Set();
  new MutationObserver(() => { for (const one of document.querySelectorAll('.reply-text')) { globalThis.everShown.add(one.textContent); } })
    .observe(document, { childList: true, subtree: true, characterData: true });
`;

/** @param {import('../stage.mjs').Stage} stage */
export default async function replies(stage) {
  const model = new Model(stage);
  const ada = await stage.person('Ada Lovelace', { scripts: [remembering] });
  await ada.page.getByRole('button', { name: 'Talk with the assistant' }).first().click();
  await ada.field.waitFor();
  const conversationId = ada.conversationId;
  await namesItself(ada, model);
  await isStoppedInBothTabs(ada, model, stage, conversationId);
  await goesOnAfterReload(ada, model, conversationId);
  await keepsItsPlace(ada, model, stage, conversationId);
  await isTriedAgain(ada, model);
  await isWrittenAgain(ada, model);
}

/** @param {import('../person.mjs').Person} ada @param {Model} model */
async function namesItself(ada, model) {
  await ada.write('How hot should green tea be?');
  await ada.page.getByText('Thinking…').waitFor();
  await model.say('Green tea wants **eigh');
  await ada.reply.locator('strong', { hasText: 'eigh' }).waitFor();
  await model.answer('ty** degrees.');
  await ada.page.locator('.reply[data-status=complete]', { hasText: 'Green tea wants eighty degrees.' }).waitFor();
  await ada.row('How hot should green tea be?').waitFor();
  await until(async () => (await ada.page.locator('[role=log]').innerText()).includes('Green tea wants eighty degrees.'), 'the finished reply is said to those who listen');
}

/** @param {import('../person.mjs').Person} ada @param {Model} model @param {import('../stage.mjs').Stage} stage @param {string} conversationId */
async function isStoppedInBothTabs(ada, model, stage, conversationId) {
  const first = ada.page;
  const second = await ada.newPage(`/c/${conversationId}`);
  await ada.sees('How hot should green tea be?');
  await first.bringToFront();
  await first.locator('.composer textarea').fill('Show me how.');
  await first.locator('.composer textarea').press('Enter');
  await model.say('Like this:\n\n```js\npour(80);\n');
  for (const page of [first, second]) {
    await page.locator('.reply pre', { hasText: 'pour(80);' }).waitFor();
    same(await page.locator('.reply figcaption').innerText(), 'js', 'the code names its language');
  }
  await first.locator('.composer textarea').press('Escape');
  for (const page of [first, second]) { await page.locator('.reply[data-status=stopped] pre', { hasText: 'pour(80);' }).waitFor(); }
  const shown = await Promise.all([first, second].map(page => page.locator('.reply[data-status=stopped] .reply-text').innerText()));
  same(shown[1], shown[0], 'both tabs show the same');
  const history = await stage.server.history(await stage.server.tokenOf(ada), conversationId);
  same(history.at(-1)?.content, 'Like this:\n\n```js\npour(80);\n', 'the server keeps what was said');
  await first.getByRole('button', { name: 'Stop the reply' }).waitFor({ state: 'detached' });
}

/** @param {import('../person.mjs').Person} ada @param {Model} model @param {string} conversationId */
async function goesOnAfterReload(ada, model, conversationId) {
  const [first] = ada.pages;
  const whole = 'One, two, three, four, five, six.';
  await ada.write('Count to six.');
  await model.say('One, ');
  await ada.reply.getByText('One,').waitFor();
  await ada.page.goto('about:blank');
  await model.say('two, three, ');
  await ada.go(`/c/${conversationId}`);
  await ada.reply.getByText('One, two, three,').waitFor();
  await model.say('four, ');
  await ada.reply.getByText('One, two, three, four,').waitFor();
  await model.answer('five, six.');
  for (const page of [first, ada.page]) {
    await page?.locator('.reply[data-status=complete]', { hasText: whole }).waitFor();
    const ever = await page?.evaluate(() => [.../** @type {any} */ (globalThis).everShown]) ?? [];
    const counted = ever.filter(text => text.startsWith('One'));
    same(counted.filter(text => !whole.startsWith(text)), [], 'no moment had a gap or a repeat');
    if (counted.length < 2) { throw new Error(`Too little was seen of the reply: ${JSON.stringify(ever)}`); }
  }
}

/**
 * A reply grows under somebody who reads at its end, and under somebody who reads further up.
 * @param {import('../person.mjs').Person} ada @param {Model} model @param {import('../stage.mjs').Stage} stage @param {string} conversationId
 */
async function keepsItsPlace(ada, model, stage, conversationId) {
  const { page } = ada;
  const list = page.locator('.messages');
  const top = () => list.evaluate(element => element.scrollTop);
  let sung = 0;
  const verses = (/** @type {number} */ count) => Array.from({ length: count }, () => `Verse ${++sung} of a long song.\n\n`).join('');
  const sings = async (/** @type {number} */ count) => {
    await model.say(verses(count));
    await ada.reply.getByText(`Verse ${sung} of`).waitFor({ state: 'attached' });
  };
  const isAtEnd = (/** @type {string} */ when) => until(() => list.evaluate(element => {
    const last = [...element.querySelectorAll('[data-row]')].at(-1)?.getBoundingClientRect().bottom ?? Infinity;
    return last <= element.getBoundingClientRect().bottom + 4 && element.scrollHeight - element.clientHeight - element.scrollTop < 2;
  }), `the end is in sight ${when}`);

  // No other tab reads it, so it is new to whoever opens the conversation; all before it is known to be read.
  const token = await stage.server.tokenOf(ada);
  await until(async () => (await stage.server.ask('GET', `/api/conversations/${conversationId}`, undefined, token)).unreadCount === 0, 'everything is read');
  for (const one of ada.pages) { await one.goto('about:blank'); }
  await stage.server.send(token, conversationId, 'Sing.');
  await model.say(verses(2));
  await ada.go(`/c/${conversationId}`);
  await ada.reply.getByText('Verse 2 of').waitFor();
  for (let turn = 0; turn < 4; turn++) {
    await sings(10);
    await isAtEnd('while an unread reply grows');
  }

  const begun = await top();
  await list.hover();
  for (let turn = 0; turn < 8; turn++) {
    await page.mouse.wheel(0, -30);
    await sings(1);
  }
  await until(async () => await top() <= begun - 230, 'who scrolls up in small steps goes up while the reply grows');
  await page.locator('.to-latest').waitFor();
  await isLeftThere(top, () => sings(30));
  await list.evaluate(element => { element.scrollTop -= 400; });
  await isLeftThere(top, () => sings(10));

  await page.locator('.to-latest').click();
  await isAtEnd('again');
  await sings(20);
  await isAtEnd('and stays there');

  await ada.go(`/c/${conversationId}?at=1`);
  await page.locator('.message-row[data-seq="1"] [data-lit]').waitFor();
  await page.locator('.to-latest').click();
  await isAtEnd('after a jump');
  await sings(20);
  await isAtEnd('though a jump came before');
  await model.answer(verses(5));
  await page.locator('.reply[data-status=complete]', { hasText: `Verse ${sung} of` }).waitFor({ state: 'attached' });
  await isAtEnd('when the reply is complete');
}

/** @param {() => Promise<number>} top @param {() => Promise<void>} grow */
async function isLeftThere(top, grow) {
  let before = -1;
  // A turn of the wheel may go on for some frames.
  await until(async () => {
    const was = before;
    return (before = await top()) === was;
  }, 'the list is calm');
  await grow();
  same(await top(), before, 'the reader stays where they read');
}

/** @param {import('../person.mjs').Person} ada @param {Model} model */
async function isTriedAgain(ada, model) {
  await ada.write('Are you there?');
  await model.refuse(401);
  await ada.reply.getByText('The model is not set up well.').waitFor();
  same((await ada.reply.innerText()).includes('SECRET'), false, 'what the provider said stays on the server');
  await ada.reply.getByRole('button', { name: 'Try again' }).click();
  await model.answer('I am here again.');
  await ada.page.locator('.reply[data-status=complete]', { hasText: 'I am here again.' }).waitFor();
  same(await ada.page.locator('.reply-failed').count(), 0, 'nothing failed is left');
}

/** @param {import('../person.mjs').Person} ada @param {Model} model */
async function isWrittenAgain(ada, model) {
  const count = await ada.page.locator('.reply').count();
  await ada.reply.getByRole('button', { name: 'Write again' }).click();
  await model.answer('A second thought.');
  await ada.page.locator('.reply[data-status=complete]', { hasText: 'A second thought.' }).waitFor();
  same(await ada.page.locator('.reply').count(), count, 'it stands in its place');
  same(await ada.page.getByText('I am here again.').count(), 0, 'the first one is gone');
}
