import { myId } from '../session/phase';
import type { OpenConversation } from './open';

/** Arrows walk through the messages; Enter opens what can be done, R replies, E edits. */
export function walkMessages(event: KeyboardEvent, open: OpenConversation): void {
  if (!(event.target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) { return; }
  const list = event.currentTarget as HTMLElement;
  const current = event.target.closest<HTMLElement>('.message');
  if (current && event.target !== current) { if (event.key === 'Escape') { current.focus(); } return; }
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step) { walk(event, list, current, step); return; }
  const seq = Number(current?.closest<HTMLElement>('[data-seq]')?.dataset['seq']);
  const message = seq ? open.timeline.message(seq) : undefined;
  if (!message || message.deletedAt || !current) { return; }
  const box = (current.querySelector('.bubble') ?? current).getBoundingClientRect();
  if (event.key === 'Enter' || event.key === ' ') { open.menu.value = { message, x: box.left, y: box.bottom }; }
  else if (event.key === 'r') { open.reply(message); }
  else if (event.key === 'e' && message.senderId === myId.value) { open.edit(message); }
  else { return; }
  event.preventDefault();
}

function walk(event: KeyboardEvent, list: HTMLElement, current: HTMLElement | null, step: number): void {
  const all = [...list.querySelectorAll<HTMLElement>('.message')];
  const next = current ? all[all.indexOf(current) + step] : all.at(-1);
  if (!next) { return; }
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}
