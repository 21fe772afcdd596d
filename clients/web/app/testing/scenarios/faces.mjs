import { look } from '../axe.mjs';
import { cameraScript, stand, told } from '../camera.mjs';
import { axeScript, same, until } from '../stage.mjs';

/** @param {import('../stage.mjs').Stage} stage */
export default async function faces(stage) {
  /** @type {string[]} */
  const found = [];
  const scripts = [axeScript(), cameraScript(process.env['CHAT_CAMERA'] ?? '')];
  const kit = await stage.person('Kit', { scripts });
  const other = await stage.visitor('Kit', { scripts });
  Object.assign(other, { username: kit.username, password: kit.password });
  await other.go('/sign-in');
  await other.signIn();

  await refusedCamera(kit);
  await enrol(kit, found);
  await signOut(kit);
  await byFace(kit);
  await moods(kit, other, found);
  await moodOfMessages(stage, kit, found);
  await stranger(kit, found);
  await forget(other);
  if (found.length > 0) { throw new Error(`Not for everybody:\n${[...new Set(found)].join('\n')}`); }
}

/** @param {import('../person.mjs').Person} person */
async function refusedCamera(person) {
  await person.go('/settings');
  await stand(person, 'nobody');
  await person.page.getByRole('button', { name: 'Let this device know my face' }).click();
  await person.page.getByRole('dialog').getByText('The camera may not be used').waitFor();
  await stand(person, 'kit');
  await person.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
}

/**
 * @param {import('../person.mjs').Person} person
 * @param {string[]} found
 */
async function enrol(person, found) {
  await person.page.getByRole('switch', { name: 'Sign in by face' }).click();
  await person.page.getByText('Your face is known.').waitFor();
  const device = person.page.locator('.row', { has: person.page.getByRole('button', { name: /^Take it back/ }) });
  await device.getByText('This device').waitFor();
  same(await device.count(), 1, 'one device knows the face');
  await look(person.page, 'a face in the settings', found);
}

/** @param {import('../person.mjs').Person} person */
async function signOut(person) {
  await person.go('/settings');
  await person.page.locator('.actions-left').getByRole('button', { name: 'Sign out', exact: true }).click();
  await person.page.getByRole('button', { name: 'Sign in by face' }).waitFor();
}

/** @param {import('../person.mjs').Person} person */
async function byFace(person) {
  const greeted = person.page.locator('.toast', { hasText: 'Hello Kit' }).waitFor();
  await person.page.getByRole('button', { name: 'Sign in by face' }).click();
  await Promise.all([person.isIn(), greeted]);
  same(/turn(Left|Right)/.test(await told(person)), true, 'who signs in was told to turn');
  await person.isCurrent();
}

/**
 * @param {import('../person.mjs').Person} kit
 * @param {import('../person.mjs').Person} other
 * @param {string[]} found
 */
async function moods(kit, other, found) {
  await kit.page.getByRole('button', { name: 'Mood', exact: true }).click();
  const dialog = kit.page.getByRole('dialog');
  await dialog.getByRole('switch', { name: 'Note my mood' }).click();
  await dialog.getByRole('button', { name: 'Sad' }).click();
  await other.page.locator('.rail-mood[data-mood=sad]').waitFor();
  await look(kit.page, 'choosing a mood', found);

  await stand(kit, 'happy');
  await dialog.getByRole('button', { name: 'Read it from the camera' }).click();
  const panel = kit.page.locator('.camera-panel');
  await panel.locator('.face-box', { hasText: 'Happy' }).waitFor();
  await panel.locator('[data-mood=happy]').waitFor();
  await other.page.locator('.rail-mood[data-mood=happy]').waitFor();
  await look(kit.page, 'a camera beside the conversations', found);
}

/**
 * @param {import('../stage.mjs').Stage} stage
 * @param {import('../person.mjs').Person} kit
 * @param {string[]} found
 */
async function moodOfMessages(stage, kit, found) {
  const linh = await stage.person('Linh');
  await kit.begin([linh]);
  await kit.page.locator('.rail-mood[data-mood=happy]').waitFor();
  await kit.write('What a day!');
  await linh.open('Kit');
  await linh.message('What a day!').locator('.mood-mark[data-mood=happy]').waitFor();
  await look(kit.page, 'a camera beside a conversation', found);
  await kit.page.getByRole('button', { name: 'Turn the camera off' }).click();
  await kit.page.locator('.camera-panel').waitFor({ state: 'detached' });

  await kit.go('/settings');
  for (const mood of ['sad', 'happy']) { await kit.page.locator(`.mood-lanes [data-mood=${mood}] i`).first().waitFor(); }
  await look(kit.page, 'moods in the settings', found);
  await kit.page.getByRole('button', { name: 'Delete all of it' }).click();
  await kit.page.getByText('Nothing is kept yet.').waitFor();
}

/**
 * Somebody else before the same device.
 * @param {import('../person.mjs').Person} kit
 * @param {string[]} found
 */
async function stranger(kit, found) {
  await signOut(kit);
  await stand(kit, 'joe');
  await kit.page.getByRole('button', { name: 'Sign in by face' }).click();
  await kit.page.getByText('Your face is not known on this device.').waitFor();
  await look(kit.page, 'a stranger', found);
  await kit.page.getByRole('button', { name: 'Make an account with it' }).click();
  const dialog = kit.page.getByRole('dialog');
  await dialog.locator('input[name=displayName]').fill('Joe');
  await dialog.locator('input[name=username]').fill(`joe-${process.pid.toString(36)}`);
  await dialog.locator('input[name=password]').fill(kit.password);
  await look(kit.page, 'an account with a face', found);
  await dialog.getByRole('button', { name: 'Make an account', exact: true }).click();
  await kit.isIn();
  await kit.go('/settings');
  await kit.page.getByText('Your face is known.').waitFor();

  // The device knows both.
  await signOut(kit);
  await stand(kit, 'kit');
  await byFace(kit);
}

/** @param {import('../person.mjs').Person} other */
async function forget(other) {
  await other.go('/settings');
  await until(async () => await other.page.getByRole('button', { name: /^Take it back/ }).count() === 1, 'the other device lists it');
  await other.page.getByRole('button', { name: 'Forget my face' }).click();
  await other.page.getByText('Your face is not known yet.').waitFor();
  await other.page.getByText('No device yet.').waitFor();
}
