import { beginsBlock, blocksOf, type Reading, type Taken } from './blocks';
import { parseInline } from './inline';
import type { Item } from './tree';

const bullet = /^( {0,3})([-*•+]) +(?=\S)/;
const numbered = /^( {0,3})(\d{1,6})[.)] +(?=\S)/;

interface Mark { ordered: boolean; start: number; width: number }

/** The mark that a line of a list begins with. */
export function listMark(line: string): Mark | null {
  const found = bullet.exec(line) ?? numbered.exec(line);
  return found && { ordered: !bullet.test(line), start: Number(found[2]) || 0, width: found[0].length };
}

/** Items of one kind; what is indented belongs to the item above it, over empty lines too. */
export function takeList(lines: string[], start: number, how: Reading): Taken {
  const first = listMark(lines[start] ?? '');
  const ordered = first?.ordered ?? false;
  const items: Item[] = [];
  let at = start;
  for (let mark = first; mark && mark.ordered === ordered; mark = listMark(lines[at] ?? '')) {
    const own = [(lines[at] ?? '').slice(mark.width)];
    let end = at + 1;
    for (let next = belongs(lines, end, mark.width); next > 0; next = belongs(lines, end, mark.width)) {
      for (; next > 0; next--) { own.push(withoutIndent(lines[end++] ?? '', mark.width)); }
    }
    items.push(itemOf(own, how));
    at = afterBlank(lines, end, ordered);
  }
  // An empty line behind the list is nobody's.
  while (at > start + 1 && (lines[at - 1] ?? '').trim() === '') { at--; }
  return { block: { kind: 'list', ordered, start: first?.start ?? 1, items }, count: at - start };
}

/** How many of the next lines belong to the item: one that is indented, with one empty line before it. */
function belongs(lines: string[], at: number, width: number): number {
  const isIndented = (line: string | undefined) => line !== undefined && line.trim() !== '' && /^ */.exec(line)![0].length >= Math.min(width, 2);
  if (isIndented(lines[at])) { return 1; }
  return lines[at]?.trim() === '' && isIndented(lines[at + 1]) ? 2 : 0;
}

/** The next item may stand behind an empty line. */
function afterBlank(lines: string[], at: number, ordered: boolean): number {
  return lines[at]?.trim() === '' && listMark(lines[at + 1] ?? '')?.ordered === ordered ? at + 1 : at;
}

function withoutIndent(line: string, width: number): string {
  return line.slice(Math.min(width, /^ */.exec(line)![0].length));
}

function itemOf(own: string[], how: Reading): Item {
  const inside = { ...how, depth: how.depth + 1 };
  let end = 1;
  while (end < own.length && !beginsBlock(own, end, inside)) { end++; }
  return { parts: parseInline(own.slice(0, end).join('\n'), how.names), blocks: end < own.length ? blocksOf(own.slice(end), inside) : [] };
}
