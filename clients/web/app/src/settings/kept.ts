/** Choices of this device. A browser that keeps nothing keeps them while the page is open. */
const here = new Map<string, string>();
const prefix = 'chat:';

export function readSetting(name: string): string | null {
  try { return localStorage.getItem(prefix + name); } catch { return here.get(name) ?? null; }
}

export function writeSetting(name: string, value: string): void {
  here.set(name, value);
  try { localStorage.setItem(prefix + name, value); } catch { /* full or forbidden */ }
}
