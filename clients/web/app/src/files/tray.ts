import { signal } from '@preact/signals';
import { tell } from '../design/toasts';
import type { Attachment, Id, Message } from '../session/contract';
import { upload } from '../session/files';
import { explain, codeOf } from '../session/refusals';
import { send } from '../session/sending';
import { whenOnline } from '../session/waiting';
import { words } from '../words';
import { messageType } from './kinds';

export interface Begun {
  id: string;
  name: string;
  size: number;
  /** For pictures. */
  preview: string | null;
  part: number;
  state: 'waiting' | 'uploading' | 'done' | 'failed';
  sentence: string;
  /** The message was sent off; it follows when its files are there. */
  isLeaving: boolean;
}

const mostFiles = 20;
const trays = new Map<Id, Tray>();

export function trayOf(conversationId: Id): Tray {
  const tray = trays.get(conversationId) ?? new Tray(conversationId);
  trays.set(conversationId, tray);
  return tray;
}

export function takeFiles(conversationId: Id, list: FileList | readonly File[] | null | undefined): void {
  trayOf(conversationId).add([...list ?? []]);
}

/** Files that were chosen for a message: each begins to travel at once, and can be taken back until it is sent. */
export class Tray {
  private readonly begun = signal<readonly Begun[]>([]);
  private readonly work = new Map<string, { done: Promise<Attachment>; end: AbortController }>();

  constructor(private readonly conversationId: Id) {}

  get value(): readonly Begun[] { return this.begun.value.filter(one => !one.isLeaving); }

  get all(): readonly Begun[] { return this.begun.value; }

  add(files: readonly File[]): void {
    const room = mostFiles - this.value.length;
    if (files.length > room) { tell(words().files.tooMany(mostFiles)); }
    for (const file of files.slice(0, room)) {
      if (file.size === 0) { tell(words().files.empty(file.name)); continue; }
      this.begin(file);
    }
  }

  /** A file that is sent off by itself, without waiting for a message to be written. */
  addOne(file: File): string {
    const id = this.begin(file);
    this.change(id, { isLeaving: true });
    return id;
  }

  cancel(id: string): void {
    this.work.get(id)?.end.abort();
    this.drop([id]);
  }

  /** What is to be sent now; the tray is free for the next message. */
  take(): string[] {
    const taken = this.value.filter(one => one.state !== 'failed').map(one => one.id);
    this.begun.value = this.begun.value.map(one => taken.includes(one.id) ? { ...one, isLeaving: true } : one);
    return taken;
  }

  /** One message with these files, once they are there. A file that fails stays, with its sentence, and the others go. */
  async send(ids: readonly string[], content: string, replyTo: Id | undefined, type?: Message['type']): Promise<void> {
    const results = await Promise.allSettled(ids.map(id => this.work.get(id)?.done));
    const attachments = results.flatMap(result => result.status === 'fulfilled' && result.value ? [result.value] : []);
    this.drop(ids.filter((_, at) => results[at]?.status === 'fulfilled'));
    this.begun.value = this.begun.value.map(one => ids.includes(one.id) ? { ...one, isLeaving: false } : one);
    if (attachments.length > 0 || content) { await send(this.conversationId, { content, type: type ?? messageType(attachments), attachments, replyTo }); }
  }

  private begin(file: File): string {
    const id = crypto.randomUUID();
    const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : null;
    const end = new AbortController();
    this.begun.value = [...this.begun.value, { id, name: file.name, size: file.size, preview, part: 0, state: 'waiting', sentence: '', isLeaving: false }];
    const done = this.travel(id, file, end.signal);
    done.catch((failure: unknown) => { if (!end.signal.aborted) { this.change(id, { state: 'failed', sentence: explain(failure), isLeaving: false }); } });
    this.work.set(id, { done, end });
    return id;
  }

  private async travel(id: string, file: File, end: AbortSignal): Promise<Attachment> {
    for (;;) {
      await whenOnline(end);
      this.change(id, { state: 'uploading', part: 0 });
      try {
        const attachment = await upload(file, file.name, part => this.change(id, { part }), end);
        this.change(id, { state: 'done', part: 1 });
        return attachment;
      } catch (failure) {
        if (end.aborted || codeOf(failure) !== 'offline') { throw failure; }
        this.change(id, { state: 'waiting' });
        await new Promise(resolve => setTimeout(resolve, 1500));
      }
    }
  }

  private change(id: string, change: Partial<Begun>): void {
    this.begun.value = this.begun.value.map(one => one.id === id ? { ...one, ...change } : one);
  }

  private drop(ids: readonly string[]): void {
    for (const one of this.begun.value) { if (ids.includes(one.id) && one.preview) { URL.revokeObjectURL(one.preview); } }
    this.begun.value = this.begun.value.filter(one => !ids.includes(one.id));
    for (const id of ids) { this.work.delete(id); }
  }
}
