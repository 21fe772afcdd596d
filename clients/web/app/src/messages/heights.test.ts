import { describe, expect, it } from 'vitest';
import { Heights } from './heights';

describe('Heights of rows', () => {
  it('find the row at any place, whatever was measured in which order', () => {
    const heights = new Heights(1000, 50);
    const plain = new Array<number>(1000).fill(50);
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let turn = 0; turn < 3000; turn++) {
      const row = random(1000);
      const height = 10 + random(300);
      heights.set(row, height);
      plain[row] = height;
    }
    let top = 0;
    plain.forEach((height, row) => {
      expect(heights.offsetOf(row)).toBe(top);
      expect(heights.rowAt(top)).toBe(row);
      expect(heights.rowAt(top + height - 0.5)).toBe(row);
      top += height;
    });
    expect(heights.total).toBe(top);
    expect(heights.rowAt(top + 1000)).toBe(999);
  });

  it('keep what was measured when rows are added and taken away at the end', () => {
    const heights = new Heights(0, 50);
    for (let count = 1; count <= 700; count++) {
      heights.resize(count);
      heights.set(count - 1, count);
    }
    expect(heights.total).toBe(700 * 701 / 2);
    heights.resize(500);
    expect(heights.total).toBe(500 * 501 / 2);
    heights.resize(502);
    expect(heights.total).toBe(500 * 501 / 2 + 100);
    expect(heights.rowAt(heights.offsetOf(501) + 1)).toBe(501);
  });

  it('tell what was measured from what is guessed', () => {
    const heights = new Heights(4, 50);
    heights.set(2, 50);
    heights.set(3, 90);
    expect(heights.areKnownFrom(2)).toBe(true);
    expect(heights.areKnownFrom(1)).toBe(false);
    heights.forget(3);
    expect(heights.areKnownFrom(2)).toBe(false);
    expect(heights.total).toBe(200);
  });
});
