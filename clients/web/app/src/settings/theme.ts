import { effect, signal } from '@preact/signals';
import { readSetting, writeSetting } from './kept';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const kept = readSetting('theme');
export const theme = signal<Theme>(kept === 'light' || kept === 'dark' ? kept : 'system');

effect(() => {
  if (theme.value === 'system') { delete document.documentElement.dataset['theme']; } else { document.documentElement.dataset['theme'] = theme.value; }
});

export function wear(choice: Theme): void {
  theme.value = choice;
  writeSetting('theme', choice);
}
