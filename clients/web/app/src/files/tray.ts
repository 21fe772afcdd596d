import { signal } from '@preact/signals';
import { tell } from '../design/toasts';
import type { Id } from '../session/contract';
import { words } from '../words';

export interface Chosen { id: string; file: File; /** For pictures. */ preview: string | null }

const mostFiles = 20;
const trays = new Map<Id, Tray>();

export function trayOf(conversationId: Id): Tray {
  const tray = trays.get(conversationId) ?? new Tray();
  trays.set(conversationId, tray);
  return tray;
}

export function takeFiles(conversationId: Id, list: FileList | readonly File[] | null | undefined): void {
  trayOf(conversationId).add([...list ?? []]);
}

/** Files that were chosen for the message that is being written. */
export class Tray {
  private readonly chosen = signal<readonly Chosen[]>([]);

  get value(): readonly Chosen[] { return this.chosen.value; }

  add(files: readonly File[]): void {
    const room = mostFiles - this.value.length;
    if (files.length > room) { tell(words().files.tooMany(mostFiles)); }
    for (const file of files.slice(0, room)) {
      if (file.size === 0) { tell(words().files.empty(file.name)); continue; }
      const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : null;
      this.chosen.value = [...this.chosen.value, { id: crypto.randomUUID(), file, preview }];
    }
  }

  remove(id: string): void {
    const gone = this.chosen.value.find(one => one.id === id);
    if (gone?.preview) { URL.revokeObjectURL(gone.preview); }
    this.chosen.value = this.chosen.value.filter(one => one.id !== id);
  }

  /** What is to be sent now; the tray is free for the next message. */
  take(): { file: File; name: string }[] {
    const files = this.chosen.value.map(({ file }) => ({ file, name: file.name }));
    for (const { id } of this.chosen.value) { this.remove(id); }
    return files;
  }
}
