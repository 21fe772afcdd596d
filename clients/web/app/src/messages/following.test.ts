import { describe, expect, it } from 'vitest';
import { goesAlong, type Place } from './following';

const atEnd: Place = { top: 1000, total: 1600, view: 600 };

describe('A reader at the end', () => {
  it('goes along while nothing or only a fraction moves', () => {
    expect(goesAlong(true, atEnd, atEnd)).toBe(true);
    expect(goesAlong(true, atEnd, { ...atEnd, top: 999.4 })).toBe(true);
  });

  it('stays behind after the smallest step up, though the end is still near', () => {
    expect(goesAlong(true, atEnd, { ...atEnd, top: 997 })).toBe(false);
  });

  it('goes along when a view that grows pushes it up', () => {
    expect(goesAlong(true, atEnd, { top: 900, total: 1600, view: 700 })).toBe(true);
  });

  it('stays behind when it moves up further than it is pushed', () => {
    expect(goesAlong(true, atEnd, { top: 800, total: 1600, view: 700 })).toBe(false);
  });

  it('goes along when what is drawn beyond the end comes back', () => {
    expect(goesAlong(true, { ...atEnd, top: 1060 }, atEnd)).toBe(true);
  });
});

describe('A reader further up', () => {
  const above: Place = { ...atEnd, top: 400 };

  it('goes along again when the end comes near', () => {
    expect(goesAlong(false, above, { ...atEnd, top: 940 })).toBe(false);
    expect(goesAlong(false, above, { ...atEnd, top: 960 })).toBe(true);
  });

  it('is left alone when it moves up within sight of the end', () => {
    expect(goesAlong(false, { ...atEnd, top: 990 }, { ...atEnd, top: 970 })).toBe(false);
  });

  it('goes along when a view that grows shows the end', () => {
    expect(goesAlong(false, { ...atEnd, top: 950 }, { top: 900, total: 1600, view: 700 })).toBe(true);
  });
});
