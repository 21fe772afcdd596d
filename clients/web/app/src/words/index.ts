import { computed, effect, signal } from '@preact/signals';
import { readSetting, writeSetting } from '../settings/kept';
import { en, type Words } from './en';
import { vi } from './vi';

export type Language = 'en' | 'vi';
export const languages: readonly { code: Language; name: string }[] = [{ code: 'en', name: 'English' }, { code: 'vi', name: 'Tiếng Việt' }];

const kept = readSetting('language');
export const language = signal<Language>(kept === 'en' || kept === 'vi' ? kept : ofBrowser());

const dictionary = computed<Words>(() => language.value === 'vi' ? vi : en);

effect(() => { document.documentElement.lang = language.value; });

/** The words of the language in use; whoever reads them is drawn again when it changes. */
export function words(): Words {
  return dictionary.value;
}

export function speak(code: Language): void {
  language.value = code;
  writeSetting('language', code);
}

function ofBrowser(): Language {
  return navigator.languages.find(one => one.startsWith('vi') || one.startsWith('en'))?.startsWith('vi') ? 'vi' : 'en';
}
