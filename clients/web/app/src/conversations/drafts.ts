import { signal } from '@preact/signals';
import type { Id } from '../session/contract';
import { myId } from '../session/phase';
import { readSetting, writeSetting } from '../settings/kept';

/** What was begun and not sent, for each conversation, kept on this device. */
export const drafts = signal<ReadonlyMap<Id, string>>(new Map());

export function loadDrafts(): void {
  try {
    const kept: unknown = JSON.parse(readSetting(`drafts:${myId.value}`) ?? '[]');
    drafts.value = new Map(Array.isArray(kept) ? kept.filter(isDraft) : []);
  } catch {
    drafts.value = new Map();
  }
}

let saving: ReturnType<typeof setTimeout> | undefined;

export function keepDraft(conversationId: Id, text: string): void {
  const had = drafts.peek().get(conversationId) ?? '';
  if (had === text) { return; }
  const next = new Map(drafts.peek());
  if (text.trim()) { next.set(conversationId, text); } else { next.delete(conversationId); }
  drafts.value = next;
  clearTimeout(saving);
  saving = setTimeout(save, 300);
}

export function save(): void {
  clearTimeout(saving);
  if (myId.value) { writeSetting(`drafts:${myId.value}`, JSON.stringify([...drafts.peek()])); }
}

addEventListener('pagehide', save);

function isDraft(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every(part => typeof part === 'string');
}
