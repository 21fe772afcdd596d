import type { Message } from '../session/contract';
import { dayKey } from '../words/formats';

const apart = 5 * 60_000;

/** Whether two neighbours were written by one person in one breath. */
export function isTogether(one: Message | undefined, next: Message | undefined): boolean {
  return one !== undefined && next !== undefined && one.senderId === next.senderId && one.role === next.role
    && Date.parse(next.createdAt) - Date.parse(one.createdAt) < apart && isSameDay(one, next);
}

export function isSameDay(one: Message, next: Message): boolean {
  return dayKey(new Date(one.createdAt)) === dayKey(new Date(next.createdAt));
}
