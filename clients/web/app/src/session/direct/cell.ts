import type { Readable, Unsubscribe } from '@chat/client';

/** A value that tells when it changes, at most once for each frame of a visible page. */
export class Cell<T> implements Readable<T> {
  private readonly heard = new Set<(value: T) => void>();
  private isTelling = false;

  constructor(private now: T, private readonly asked?: () => void) {}

  get value(): T { return this.now; }

  set value(next: T) {
    if (next === this.now) { return; }
    this.now = next;
    if (this.heard.size === 0 || this.isTelling) { return; }
    this.isTelling = true;
    if (document.visibilityState === 'visible') { requestAnimationFrame(() => this.tell()); } else { setTimeout(() => this.tell()); }
  }

  subscribe(changed: (value: T) => void): Unsubscribe {
    this.heard.add(changed);
    this.asked?.();
    return () => { this.heard.delete(changed); };
  }

  private tell(): void {
    this.isTelling = false;
    for (const one of [...this.heard]) { one(this.now); }
  }
}

/** One cell for each key, made when it is first asked for. */
export class Cells<T> {
  private readonly made = new Map<string, Cell<T>>();

  constructor(private readonly first: () => T, private readonly asked?: (key: string) => void) {}

  of(key: string): Cell<T> {
    const cell = this.made.get(key) ?? new Cell(this.first(), this.asked && (() => this.asked?.(key)));
    this.made.set(key, cell);
    return cell;
  }

  keys(): string[] { return [...this.made.keys()]; }

  clear(): void { for (const cell of this.made.values()) { cell.value = this.first(); } }
}
