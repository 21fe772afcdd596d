import { beforeEach, describe, expect, it } from 'vitest';
import { Scrolling } from './scrolling';

/** Places as a browser keeps them: never beyond the end of what is seen through the view. */
class View {
  clientHeight = 600;
  readonly spacer = { style: { blockSize: '0px' } };
  readonly sheet = { style: { transform: '' } };
  private top = 0;

  get scrollHeight(): number { return Math.max(this.clientHeight, parseFloat(this.spacer.style.blockSize)); }
  get scrollTop(): number { return this.top = Math.max(0, Math.min(this.top, this.scrollHeight - this.clientHeight)); }
  set scrollTop(top: number) { this.top = top; }
  get fromEnd(): number { return this.scrollHeight - this.clientHeight - this.scrollTop; }

  under(scrolling: Scrolling): void { scrolling.attach(this as unknown as HTMLElement, this.spacer as unknown as HTMLElement, this.sheet as unknown as HTMLElement); }
}

describe('A list whose last row grows', () => {
  let view: View;
  let scrolling: Scrolling;
  let height: number;

  const open = (begin: () => void) => {
    view = new View();
    scrolling = new Scrolling();
    view.under(scrolling);
    scrolling.resize(20);
    begin();
    scrolling.settle();
    for (let row = 0; row < 20; row++) { scrolling.measure(row, 60); }
    scrolling.settle();
    height = 60;
  };
  const grow = (by = 40) => {
    scrolling.look();
    scrolling.measure(19, height += by);
    scrolling.settle();
  };
  const reads = (by: number) => {
    view.scrollTop += by;
    if (scrolling.look()) { scrolling.settle(); }
  };

  beforeEach(() => open(() => undefined));

  it('takes along who reads at its end', () => {
    for (let turn = 0; turn < 50; turn++) {
      grow();
      expect(view.fromEnd).toBe(0);
    }
  });

  it('takes along who was brought to a row in sight of the end', () => {
    open(() => scrolling.toRow(18, 120));
    grow(2000);
    expect(view.fromEnd).toBe(0);
  });

  it('leaves who was brought to a row further up', () => {
    open(() => scrolling.toRow(5, 120));
    const { scrollTop } = view;
    grow(2000);
    expect(view.scrollTop).toBe(scrollTop);
  });

  it('leaves who was brought to a row that is higher than it was guessed', () => {
    view = new View();
    scrolling = new Scrolling();
    view.under(scrolling);
    scrolling.resize(20);
    scrolling.toRow(18, 120);
    scrolling.settle();
    scrolling.measureGhost(18);
    scrolling.measureGhost(19);
    scrolling.settle();
    for (let row = 0; row < 20; row++) { scrolling.measure(row, 900); }
    scrolling.settle();
    expect(view.scrollTop).toBe(18 * 900 - 120);
  });

  it('lets go of who scrolls up slowly while it grows', () => {
    const { scrollTop } = view;
    for (let turn = 0; turn < 30; turn++) {
      reads(-4);
      grow();
    }
    expect(view.scrollTop).toBe(scrollTop - 120);
  });

  it('lets go of who scrolled up when nobody has told of it yet', () => {
    const { scrollTop } = view;
    view.scrollTop -= 300;
    grow();
    expect(view.scrollTop).toBe(scrollTop - 300);
  });

  it('takes along again who comes back', () => {
    reads(-300);
    grow();
    reads(10_000);
    grow();
    expect(view.fromEnd).toBe(0);
  });

  it('takes along who is pushed by a view that grows and then is small again', () => {
    view.clientHeight = 700;
    scrolling.settle();
    view.clientHeight = 600;
    scrolling.settle();
    expect(view.fromEnd).toBe(0);
    grow();
    expect(view.fromEnd).toBe(0);
  });

  it('brings to a row though the reader scrolls at that moment', () => {
    view.scrollTop -= 10;
    scrolling.toRow(5, 0);
    scrolling.settle();
    expect(view.scrollTop).toBe(300);
  });

  it('keeps the row when earlier ones come before it', () => {
    scrolling.toRow(5, 0);
    scrolling.settle();
    scrolling.shift(10);
    scrolling.resize(30);
    for (let row = 0; row < 30; row++) { scrolling.measure(row, 60); }
    scrolling.settle();
    expect(view.scrollTop).toBe(900);
  });
});
