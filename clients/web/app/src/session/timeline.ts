import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { History } from '@chat/client';
import { client } from './client';
import type { Id, Message, OutgoingMessage } from './contract';
import { live } from './live';

const page = 100;

/** The messages of one conversation as the list shows them: a row for each seq, here or not, and then what is on its way. */
export class Timeline {
  private readonly history: ReadonlySignal<History>;
  private readonly sending: ReadonlySignal<readonly OutgoingMessage[]>;
  private readonly problem = signal<unknown>(null);
  private readonly asked = new Set<number>();
  private turn = 0;

  /** Changes with everything below. */
  readonly version = computed(() => [this.history.value, this.sending.value, this.problem.value, ++this.turn]);

  constructor(readonly id: Id) {
    this.history = live(client.history(id));
    this.sending = live(client.outgoing(id));
  }

  get firstSeq(): number { return this.history.value.firstSeq; }
  get lastSeq(): number { return this.history.value.lastSeq; }
  get failure(): unknown { return this.problem.value; }
  get pending(): readonly OutgoingMessage[] { return this.sending.value; }

  message(seq: number): Message | undefined { return this.history.value.get(seq); }
  find(id: Id): Message | undefined { return this.history.value.find(id); }

  /** Fetches what is missing between two seqs. */
  want(from: number, to: number): void {
    const history = this.history.peek();
    for (let seq = Math.max(from, history.firstSeq); seq <= Math.min(to, history.lastSeq); seq++) {
      if (history.get(seq) || this.asked.has(Math.floor(seq / page))) { continue; }
      void this.load(seq);
    }
  }

  retry(): void {
    this.problem.value = null;
    this.want(this.lastSeq - page, this.lastSeq);
  }

  private async load(seq: number): Promise<void> {
    const part = Math.floor(seq / page);
    this.asked.add(part);
    try {
      await client.loadAround(this.id, part * page + page / 2, page + 2);
      this.problem.value = null;
      this.asked.delete(part);
    } catch (failure) {
      this.problem.value = failure;
      // Asked again when somebody looks again, and not at full speed.
      setTimeout(() => this.asked.delete(part), 2_000);
    }
  }
}
