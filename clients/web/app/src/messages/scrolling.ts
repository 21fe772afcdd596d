import { goesAlong, hasMoved, mostOf, type Place } from './following';
import { Heights } from './heights';

export interface Range { first: number; last: number }

/** What keeps its place when heights change: a row, or the end. */
type Anchor = 'end' | { row: number; within: number };

const guess = 68;
const ahead = 600;

/**
 * The place in a list of very many rows. Only rows near the view exist; the others are heights, mostly guessed. When a guess is
 * replaced by what was measured, the row that the reader looks at stays where it is.
 */
export class Scrolling {
  private readonly heights = new Heights(0, guess);
  private anchor: Anchor = 'end';
  /** As it was left here, or by the reader when that was last looked at. */
  private place: Place = { top: 0, total: 0, view: 0 };
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

  /** The list begins with an earlier row now, or with a later one: nothing measured is true any more. */
  shift(by: number): void {
    this.heights.resize(0);
    if (this.anchor !== 'end') { this.anchor = { ...this.anchor, row: Math.max(0, this.anchor.row + by) }; }
  }

  measure(row: number, height: number): void { if (row < this.heights.count && height > 0) { this.heights.set(row, height); } }

  /** What stands for a row that is on its way is as high as the guess. */
  measureGhost(row: number): void { if (row < this.heights.count) { this.heights.forget(row); } }

  toEnd(): void {
    this.look();
    this.anchor = 'end';
  }

  /** Puts a row some way below the top. */
  toRow(row: number, below: number): void {
    this.look();
    this.anchor = { row, within: -below };
  }

  /**
   * The reader may have scrolled: where are they now? The event of it comes a frame after the place has changed, so this is asked before anything
   * else changes the place or the heights.
   */
  look(): boolean {
    const { scroller } = this;
    if (!scroller) { return false; }
    const place = { top: scroller.scrollTop, total: scroller.scrollHeight, view: scroller.clientHeight };
    if (!hasMoved(this.place, place)) { return false; }
    const row = this.heights.rowAt(place.top);
    this.anchor = goesAlong(this.isAtEnd, this.place, place) ? 'end' : { row, within: place.top - this.heights.offsetOf(row) };
    this.place = place;
    return true;
  }

  /** Lays out again around the anchor. True when other rows are to be drawn. */
  settle(): boolean {
    const { scroller, spacer, sheet } = this;
    if (!scroller || !spacer || !sheet) { return false; }
    this.look();
    const view = scroller.clientHeight;
    const listed = this.heights.total;
    const total = Math.max(listed, view);
    const top = this.topIn(mostOf({ top: 0, total, view }));
    const range = this.rangeAt(top, view);
    const changed = range.first !== this.range.first || range.last !== this.range.last;
    this.range = range;
    spacer.style.blockSize = `${total}px`;
    // Few messages stand at the bottom, above the composer.
    sheet.style.transform = `translateY(${this.heights.offsetOf(range.first) + total - listed}px)`;
    const had = scroller.scrollTop;
    if (Math.abs(had - top) >= 1) { scroller.scrollTop = top; }
    const { scrollTop } = scroller;
    // What is asked for and not what it was rounded to, or a slow reader's fractions would be forgotten each time.
    this.place = { top: Math.abs(scrollTop - top) < 1 ? top : scrollTop, total, view };
    return changed;
  }

  /** Rows of which something is seen. */
  get visible(): Range {
    const scroller = this.scroller;
    if (!scroller || this.heights.count === 0) { return { first: 0, last: -1 }; }
    return { first: this.heights.rowAt(scroller.scrollTop), last: this.heights.rowAt(scroller.scrollTop + scroller.clientHeight - 1) };
  }

  /** Who is brought to a row and sees the end there goes along with the end. Guesses do not say that it is seen. */
  private topIn(most: number): number {
    if (this.anchor === 'end') { return most; }
    const { row, within } = this.anchor;
    const wanted = this.heights.offsetOf(Math.min(row, this.count)) + within;
    if (wanted >= most - 1 && row < this.count && this.heights.areKnownFrom(this.heights.rowAt(most))) { this.anchor = 'end'; }
    return Math.max(0, Math.min(most, wanted));
  }

  private rangeAt(top: number, height: number): Range {
    const first = this.heights.rowAt(top - ahead);
    return { first, last: Math.min(this.heights.count, this.heights.rowAt(top + height + ahead) + 1) };
  }
}
