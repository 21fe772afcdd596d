// Pictures of every screen, in both themes, at the widths of a phone and of a desk: node testing/pictures.mjs <address> <folder>.
// For eyes, not for tests.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stage, until } from './stage.mjs';

const [server = '', folder = 'pictures', only = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const stage = await Stage.open(new URL(server).origin, () => Promise.reject(new Error('There is no host.')));
const sizes = /** @type {const} */ ({ phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } });

// On an empty server the first account is the admin's.
const ada = await stage.person('Ada Lovelace');
const linh = await stage.person('Trần Thuỳ Linh');
const minh = await stage.person('Lê Quang Minh');
const linhToken = await stage.server.tokenOf(linh);
const adaToken = await stage.server.tokenOf(ada);
const minhToken = await stage.server.tokenOf(minh);

const group = await ada.begin([linh, minh], 'Đi Đà Lạt 🌲');
for (const [token, text] of /** @type {const} */ ([
  [linhToken, 'Cuối tuần này mình đi Đà Lạt nhé?'], [minhToken, 'Ý hay đó! Mình đặt xe nha 🚐'], [minhToken, 'Sáng thứ bảy, 5 giờ'],
  [adaToken, 'I am in. What do I bring?'], [linhToken, `Áo ấm, @${ada.username}, buổi tối lạnh lắm:\n\n- khăn\n- trà gừng\n- giày đi bộ`],
  [adaToken, 'Like this?\n```python\ndef pack(bag):\n    return bag + ["scarf", "tea"]\n```'], [minhToken, '😄'],
  [linhToken, 'Chỗ ở mình gửi rồi: https://example.com/da-lat/homestay?view=pine-forest'],
  [minhToken, 'Đường đèo mùa này nhiều sương, nên mình đi chậm, dừng ở Bảo Lộc ăn sáng rồi đi tiếp. Ai say xe thì ngồi trước nhé, mình có mang theo gừng và thuốc.'],
  [adaToken, 'Perfect. See you on Saturday!'],
])) { await stage.server.send(token, group, text); }
const direct = await ada.begin([linh]);
for (const [token, text] of /** @type {const} */ ([[adaToken, 'Hi Linh, how was the concert?'], [linhToken, 'Tuyệt vời luôn! 🎻'], [linhToken, 'Mình gửi bạn tấm ảnh nhé']])) {
  await stage.server.send(token, direct, text);
}
const picture = join(stage.folder, 'concert.png');
writeFileSync(picture, await ada.page.screenshot());
await linh.go(`/c/${direct}`);
await linh.page.locator('.composer input[type=file]').setInputFiles(picture);
await linh.write('Nè 📷');
await linh.sees('Nè');
const paper = join(stage.folder, 'Lịch trình Đà Lạt.pdf');
writeFileSync(paper, '%PDF-1.4 nothing');
await linh.page.locator('.composer input[type=file]').setInputFiles(paper);
await linh.page.getByRole('button', { name: 'Send', exact: true }).click();
await linh.page.getByRole('button', { name: 'Record a voice message' }).click();
await until(async () => Number((await linh.page.locator('.recorder .voice-time').innerText()).split(':')[1]) >= 2, 'two seconds');
await linh.page.getByRole('button', { name: 'Stop and send' }).click();
await linh.page.locator('.message-row[data-seq] .voice').waitFor();
for (const name of ['Phạm Hồng Hạnh', 'Grace Hopper', 'Bùi Anh Tuấn', 'Edsger Dijkstra', 'Ngô Bảo Châu', 'Barbara Liskov']) {
  const other = await stage.server.ask('POST', '/api/auth/register', { username: `x${crypto.randomUUID().slice(0, 8)}`, displayName: name, password: linh.password });
  const made = await stage.server.ask('POST', '/api/conversations', { kind: 'private', participantIds: [(await stage.server.ask('GET', '/api/me', undefined, adaToken)).id] }, other.accessToken);
  await stage.server.send(other.accessToken, made.id, `${name.split(' ').at(-1)}: hẹn gặp lại nhé`);
}

/** @type {Record<string, (person: import('./person.mjs').Person) => Promise<unknown>>} */
const screens = {
  'list': async person => { await person.go('/'); await person.row('Lê Quang').or(person.row('Đi Đà Lạt')).first().waitFor(); },
  'group': async person => { await person.go(`/c/${group}`); await person.sees('See you on Saturday'); },
  'private': async person => { await person.go(`/c/${direct}`); await person.page.locator('.voice').waitFor(); await person.page.locator('.picture img').waitFor(); },
  'menu': async person => { await person.go(`/c/${direct}`); await person.sees('Tuyệt vời'); await person.message('Tuyệt vời').locator('.message').focus(); await person.page.keyboard.press('Enter'); },
  'emoji': async person => { await person.go(`/c/${direct}`); await person.page.getByRole('button', { name: 'Insert an emoji' }).click(); await person.page.locator('.emoji-grid').waitFor(); },
  'recording': async person => { await person.go(`/c/${direct}`); await person.page.getByRole('button', { name: 'Record a voice message' }).click(); await person.page.waitForTimeout(1500); },
  'reply': async person => { await person.go(`/c/${direct}`); await person.sees('Tuyệt vời'); await person.choose('Tuyệt vời', 'Reply'); await person.field.fill('Mình nghe nói dàn nhạc chơi rất hay\nvà còn có cả đàn bầu'); },
  'lightbox': async person => { await person.go(`/c/${direct}`); await person.page.locator('.picture img').waitFor(); await person.page.locator('.picture').click(); await person.page.locator('.lightbox img').waitFor(); },
  'forward': async person => { await person.go(`/c/${direct}`); await person.sees('Tuyệt vời'); await person.choose('Tuyệt vời', 'Forward'); await person.page.getByRole('dialog').waitFor(); },
  'about': async person => { await person.go(`/c/${group}`); await person.page.getByRole('button', { name: /About this conversation/ }).first().click(); await person.page.getByRole('dialog').waitFor(); },
  'new': async person => { await person.go('/new'); await person.page.getByRole('dialog').getByRole('searchbox').fill('linh'); await person.page.locator('label.row').first().waitFor(); },
  'search': async person => { await person.go('/'); await person.page.getByRole('searchbox').first().fill('da lat'); await person.page.locator('.results').waitFor(); await person.page.waitForTimeout(800); },
  'settings': async person => { await person.go('/settings'); await person.page.getByText('This device').waitFor(); },
  'settings-end': async person => { await person.go('/settings'); await person.page.getByText('This device').first().waitFor(); await person.page.locator('.page').evaluate(element => { element.scrollTop = element.scrollHeight; }); },
  'users': async person => { await person.go('/admin'); await person.page.locator('.user-row').first().waitFor(); },
  'health': async person => { await person.go('/admin'); await person.page.getByText('Health', { exact: true }).click(); await person.page.getByText('Everything runs').waitFor(); },
  'gone': async person => { await person.go('/c/0196c0de-0000-7000-8000-000000000000'); await person.page.getByText('does not exist').waitFor(); },
};

for (const theme of /** @type {const} */ (['light', 'dark'])) {
  for (const [size, viewport] of Object.entries(sizes)) {
    const options = { colorScheme: theme, viewport, hasTouch: size === 'phone', isMobile: size === 'phone', deviceScaleFactor: 1 };
    const door = await stage.visitor('Ada Lovelace', { options });
    door.username = ada.username;
    for (const path of ['/sign-in', '/register']) {
      await door.go(path);
      await door.page.waitForTimeout(300);
      await door.page.screenshot({ path: join(folder, `${path.slice(1)}-${size}-${theme}.png`) });
    }
    await door.go('/sign-in');
    await door.signIn();
    for (const [name, show] of Object.entries(screens)) {
      if (only && !only.split(',').includes(name)) { continue; }
      try { await show(door); } catch (failure) { process.stderr.write(`${name} ${size} ${theme}: ${String(failure).slice(0, 300)}\n`); }
      await door.page.waitForTimeout(400);
      await door.page.screenshot({ path: join(folder, `${name}-${size}-${theme}.png`) });
    }
    await door.context.close();
    stage.people.pop();
  }
}
process.stderr.write(stage.wrongs.join('\n'));
await stage.close();
process.exit(0);
