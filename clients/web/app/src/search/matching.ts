/** A name without case and diacritics, as people type it in a hurry; đ is a letter of its own to Unicode. */
export function searchable(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLocaleLowerCase().trim();
}
