import { useRef } from 'preact/hooks';
import type { Message } from '../session/contract';
import type { OpenConversation } from './open';

const long = 450;

/** A long press or the other mouse button opens the menu; text can still be marked. */
export function useRowGestures(open: OpenConversation, message: Message) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const stop = () => clearTimeout(timer.current);
  const show = (x: number, y: number) => { if (!message.deletedAt) { open.menu.value = { message, x, y }; } };
  return {
    onContextMenu: (event: MouseEvent) => {
      const marked = getSelection()?.toString();
      const isLink = event.target instanceof Element && event.target.closest('a, img, video');
      if (marked || isLink || message.deletedAt) { return; }
      event.preventDefault();
      show(event.clientX, event.clientY);
    },
    onTouchStart: (event: TouchEvent) => {
      const touch = event.touches[0];
      stop();
      if (touch) { timer.current = setTimeout(() => show(touch.clientX, touch.clientY), long); }
    },
    onTouchMove: stop,
    onTouchEnd: stop,
    onTouchCancel: stop,
  };
}
