import { Heights } from './heights';

export interface Range { first: number; last: number }

/** What keeps its place when heights change: a row, or the end. */
type Anchor = 'end' | { row: number; within: number };

const guess = 68;
const ahead = 600;
const nearEnd = 48;

/**
 * The place in a list of very many rows. Only rows near the view exist; the others are heights, mostly guessed. When a guess is
 * replaced by what was measured, the row that the reader looks at stays where it is.
 */
export class Scrolling {
  private readonly heights = new Heights(0, guess);
  private anchor: Anchor = 'end';
  private set = -1;
  private scroller: HTMLElement | null = null;
  private spacer: HTMLElement | null = null;
  private sheet: HTMLElement | null = null;
  range: Range = { first: 0, last: 0 };

  attach(scroller: HTMLElement, spacer: HTMLElement, sheet: HTMLElement): void {
    this.scroller = scroller;
    this.spacer = spacer;
    this.sheet = sheet;
  }

  get isAtEnd(): boolean { return this.anchor === 'end'; }

  get count(): number { return this.heights.count; }

  resize(count: number): void { this.heights.resize(count); }

  measure(row: number, height: number): void { if (row < this.heights.count && height > 0) { this.heights.set(row, height); } }

  toEnd(): void { this.anchor = 'end'; }

  /** Puts a row some way below the top. */
  toRow(row: number, below: number): void { this.anchor = { row, within: -below }; }

  /** The reader scrolled: where are they now? */
  follow(): boolean {
    const scroller = this.scroller;
    if (!scroller || Math.abs(scroller.scrollTop - this.set) < 1) { return false; }
    this.set = -1;
    const end = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
    const row = this.heights.rowAt(scroller.scrollTop);
    this.anchor = end < nearEnd ? 'end' : { row, within: scroller.scrollTop - this.heights.offsetOf(row) };
    return true;
  }

  /** Lays out again around the anchor. True when other rows are to be drawn. */
  settle(): boolean {
    const { scroller, spacer, sheet } = this;
    if (!scroller || !spacer || !sheet) { return false; }
    const height = scroller.clientHeight;
    const total = this.heights.total;
    const most = Math.max(0, total - height);
    const wanted = this.anchor === 'end' ? most : this.heights.offsetOf(Math.min(this.anchor.row, this.heights.count)) + this.anchor.within;
    const top = Math.max(0, Math.min(most, wanted));
    const range = this.rangeAt(top, height);
    const changed = range.first !== this.range.first || range.last !== this.range.last;
    this.range = range;
    spacer.style.blockSize = `${Math.max(total, height)}px`;
    // Few messages stand at the bottom, above the composer.
    sheet.style.transform = `translateY(${this.heights.offsetOf(range.first) + Math.max(0, height - total)}px)`;
    if (Math.abs(scroller.scrollTop - top) >= 1) { scroller.scrollTop = top; }
    this.set = scroller.scrollTop;
    return changed;
  }

  /** Rows of which something is seen. */
  get visible(): Range {
    const scroller = this.scroller;
    if (!scroller || this.heights.count === 0) { return { first: 0, last: -1 }; }
    return { first: this.heights.rowAt(scroller.scrollTop), last: this.heights.rowAt(scroller.scrollTop + scroller.clientHeight - 1) };
  }

  private rangeAt(top: number, height: number): Range {
    const first = this.heights.rowAt(top - ahead);
    return { first, last: Math.min(this.heights.count, this.heights.rowAt(top + height + ahead) + 1) };
  }
}
