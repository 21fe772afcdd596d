import { same } from '../stage.mjs';

/** @param {import('../stage.mjs').Stage} stage */
export default async function stranger(stage) {
  const ada = await stage.person('Ada Lovelace');
  const binh = await stage.person('Nguyễn Văn Bình');
  const conversationId = await ada.begin([binh]);
  await ada.write('Only for you');
  await ada.sees('Only for you');

  const cem = await stage.person('Cem Yılmaz');
  await cem.go(`/c/${conversationId}`);
  await cem.page.getByText('This conversation does not exist, or is not yours to see.').waitFor();
  same(await cem.page.getByText('Only for you').count(), 0, 'a stranger sees nothing of it');

  // Whose link it is, signs in and is there.
  const elsewhere = await stage.visitor('Ada Lovelace');
  elsewhere.username = ada.username;
  await elsewhere.go(`/c/${conversationId}`);
  await elsewhere.signIn();
  await elsewhere.sees('Only for you');
}
