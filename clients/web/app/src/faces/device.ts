import { readSetting, writeSetting } from '../settings/kept';

/** What this browser was given when a face was enrolled on it; it outlives sessions, since it is for whoever is signed out. */
export const faceKey = (): string | undefined => readSetting('face-key') || undefined;

export function keepFaceKey(key: string | null | undefined): void { if (key) { writeSetting('face-key', key); } }

/** The server's id of this device in the user's list. */
export const faceDevice = (): string | null => readSetting('face-device');

export function keepFaceDevice(id: string): void { writeSetting('face-device', id); }

/** What the list of devices calls this one. */
export function deviceName(agent = navigator.userAgent): string {
  const browser = /Edg\//.test(agent) ? 'Edge' : /OPR\//.test(agent) ? 'Opera' : /Firefox\//.test(agent) ? 'Firefox' : /Chrom(e|ium)\//.test(agent) ? 'Chrome' : /Safari\//.test(agent) ? 'Safari' : '';
  const system = /Android/.test(agent) ? 'Android' : /iPhone|iPad/.test(agent) ? 'iOS' : /Windows/.test(agent) ? 'Windows' : /Mac OS/.test(agent) ? 'macOS' : /Linux/.test(agent) ? 'Linux' : '';
  return [browser, system].filter(Boolean).join(', ');
}
