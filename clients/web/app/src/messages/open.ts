import { computed, signal } from '@preact/signals';
import type { Conversation, Id, Message } from '../session/contract';
import type { Timeline } from '../session/timeline';

/** What the parts of an open conversation share. */
export class OpenConversation {
  readonly replying = signal<Message | null>(null);
  readonly editing = signal<Message | null>(null);
  readonly forwarding = signal<Message | null>(null);
  readonly menu = signal<{ message: Message; x: number; y: number } | null>(null);
  readonly reacting = signal<{ message: Message; x: number; y: number } | null>(null);
  readonly picture = signal<{ message: Message; at: number } | null>(null);
  readonly citing = signal<{ message: Message; number: number } | null>(null);
  readonly suggesting = signal(false);
  /** The reply that is being written, which is among the newest messages. */
  readonly running = computed(() => runningIn(this.timeline));
  /** A message to show and to light up for a moment. */
  readonly target = signal<{ seq: number; turn: number } | null>(null);

  constructor(readonly id: Id, readonly timeline: Timeline) {}

  jump(seq: number): void {
    this.target.value = { seq, turn: (this.target.peek()?.turn ?? 0) + 1 };
  }

  reply(message: Message): void {
    this.editing.value = null;
    this.replying.value = message;
  }

  edit(message: Message): void {
    this.replying.value = null;
    this.editing.value = message;
  }
}

function runningIn(timeline: Timeline): Id | null {
  for (let seq = timeline.lastSeq; seq > timeline.lastSeq - 8; seq--) {
    const message = timeline.message(seq);
    if (message?.status === 'streaming') { return message.id; }
  }
  return null;
}

export interface InConversation { open: OpenConversation; conversation: Conversation }
