import { placedBlocks } from './blocks';
import { tidied } from './tidying';
import type { Block } from './tree';

/** A block, named by where it begins in the text, which never changes while the text grows. */
export interface GrowingBlock { key: number; block: Block }

// What comes next may still belong to the last one, or take a line from the one before it.
const open = 2;

/** The blocks of a text that grows at its end. Those that cannot change any more are read once, and stay the same objects. */
export class GrowingBlocks {
  private settled: GrowingBlock[] = [];
  private prefix = '';

  read(text: string, isWhole: boolean): GrowingBlock[] {
    if (!text.startsWith(this.prefix)) { [this.settled, this.prefix] = [[], '']; }
    const rest = text.slice(this.prefix.length);
    const lines = (isWhole ? rest : tidied(rest)).split('\n');
    const starts = startsOf(lines, this.prefix.length);
    const placed = placedBlocks(lines, { names: [], rich: true, depth: 0 }).map(({ block, line }) => ({ key: starts[line] ?? 0, block }));
    const all = [...this.settled, ...placed];
    const edge = placed[placed.length - open];
    if (!isWhole && edge && placed.length > open) {
      this.settled = all.slice(0, -open);
      this.prefix = text.slice(0, edge.key);
    }
    return all;
  }
}

function startsOf(lines: string[], from: number): number[] {
  let at = from;
  return lines.map(line => {
    const start = at;
    at += line.length + 1;
    return start;
  });
}
