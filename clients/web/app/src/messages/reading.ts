import { useEffect, useMemo } from 'preact/hooks';
import type { Conversation } from '../session/contract';
import { client } from '../session/client';
import type { OpenConversation } from './open';
import type { Scrolling } from './scrolling';

const pause = 250;

/** Tells the server how far one has read, when it was really in sight: the page is shown and has the focus. */
export function useReading(open: OpenConversation, conversation: Conversation, scrolling: Scrolling): () => void {
  const reading = useMemo(() => new Reading(open, scrolling), []);
  reading.upTo = Math.max(reading.upTo, conversation.lastReadSeq);
  useEffect(() => {
    const look = () => reading.look();
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
      reading.stop();
    };
  }, []);
  return () => reading.look();
}

class Reading {
  upTo = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly open: OpenConversation, private readonly scrolling: Scrolling) {}

  look(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.tellIfSeen();
    }, pause);
  }

  stop(): void { clearTimeout(this.timer); }

  private tellIfSeen(): void {
    const { timeline } = this.open;
    const last = Math.min(timeline.firstSeq + this.scrolling.visible.last, timeline.lastSeq);
    if (document.visibilityState !== 'visible' || !document.hasFocus() || last <= this.upTo || !timeline.message(last)) { return; }
    this.upTo = last;
    client.markRead(this.open.id, last);
  }
}
