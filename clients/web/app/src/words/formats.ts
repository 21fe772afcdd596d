import { computed } from '@preact/signals';
import { language, words } from './index';

const tags = { en: 'en-GB', vi: 'vi-VN' } as const;

const formats = computed(() => {
  const tag = tags[language.value];
  return {
    time: new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit' }),
    weekday: new Intl.DateTimeFormat(tag, { weekday: 'long' }),
    shortWeekday: new Intl.DateTimeFormat(tag, { weekday: 'short' }),
    day: new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long' }),
    shortDay: new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'numeric' }),
    dayOfYear: new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', year: 'numeric' }),
    full: new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeStyle: 'short' }),
    relative: new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }),
    names: new Intl.ListFormat(tag, { type: 'conjunction' }),
    number: new Intl.NumberFormat(tag),
    size: new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }),
    part: new Intl.NumberFormat(tag, { style: 'percent' }),
  };
});

const dayLength = 86_400_000;

export const timeOf = (at: Date) => formats.value.time.format(at);
export const momentText = (at: Date, now = new Date()) => dayKey(at) === dayKey(now) ? timeOf(at) : `${formats.value.day.format(at)}, ${timeOf(at)}`;
export const fullTime = (at: Date) => formats.value.full.format(at);
export const numberText = (value: number) => formats.value.number.format(value);
export const partText = (part: number) => formats.value.part.format(part);
export const namesText = (names: string[]) => formats.value.names.format(names);

export function dayKey(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

/** The day as a line between messages says it. */
export function dayText(at: Date, now = new Date()): string {
  const days = Math.round((dayKey(now) - dayKey(at)) / dayLength);
  if (days === 0 || days === 1) { return capital(formats.value.relative.format(-days, 'day')); }
  if (days > 1 && days < 7) { return capital(formats.value.weekday.format(at)); }
  return at.getFullYear() === now.getFullYear() ? formats.value.day.format(at) : formats.value.dayOfYear.format(at);
}

/** The shortest that tells when, for lists. */
export function shortWhen(at: Date, now = new Date()): string {
  const days = Math.round((dayKey(now) - dayKey(at)) / dayLength);
  if (days <= 0) { return timeOf(at); }
  if (days < 7) { return formats.value.shortWeekday.format(at); }
  return at.getFullYear() === now.getFullYear() ? formats.value.shortDay.format(at) : String(at.getFullYear());
}

export function agoText(at: Date, now = new Date()): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [['minute', 60], ['hour', 3600], ['day', 86_400]];
  const step = steps.findLast(([, length]) => Math.abs(seconds) >= length);
  return step ? formats.value.relative.format(Math.round(seconds / step[1]), step[0]) : formats.value.relative.format(0, 'minute');
}

export function sizeText(bytes: number): string {
  const { sizes } = words();
  if (bytes < 1000) { return sizes.bytes(formats.value.number.format(bytes)); }
  if (bytes < 1e6) { return sizes.kilo(formats.value.size.format(bytes / 1e3)); }
  return bytes < 1e9 ? sizes.mega(formats.value.size.format(bytes / 1e6)) : sizes.giga(formats.value.size.format(bytes / 1e9));
}

export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
