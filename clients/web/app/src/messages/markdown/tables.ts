import type { Reading, Taken } from './blocks';
import { parseInline } from './inline';
import type { Align, Inline } from './tree';

const ruler = /^ {0,3}\|?(?: *:?-+:? *\|)* *:?-+:? *\|? *$/;
const mostColumns = 20;

/** A line of cells above a line of dashes. */
export function beginsTable(lines: string[], at: number): boolean {
  const [head = '', below = ''] = [lines[at], lines[at + 1]];
  return head.includes('|') && below.includes('-') && below.includes('|') && ruler.test(below) && cellsOf(head).length === cellsOf(below).length;
}

export function takeTable(lines: string[], start: number, { names }: Reading): Taken {
  const aligns = cellsOf(lines[start + 1] ?? '').map(alignOf);
  const row = (line: string): Inline[][] => {
    const cells = cellsOf(line);
    return aligns.map((_, at) => parseInline(cells[at] ?? '', names));
  };
  let end = start + 2;
  while (end < lines.length && (lines[end] ?? '').includes('|')) { end++; }
  return { block: { kind: 'table', aligns, head: row(lines[start] ?? ''), rows: lines.slice(start + 2, end).map(row) }, count: end - start };
}

export function cellsOf(line: string): string[] {
  const cells = line.trim().replace(/^\|/, '').replace(/(^|[^\\])\|$/, '$1').split(/(?<!\\)\|/);
  return cells.slice(0, mostColumns).map(cell => cell.trim().replaceAll('\\|', '|'));
}

function alignOf(cell: string): Align | undefined {
  if (cell.endsWith(':')) { return cell.startsWith(':') ? 'center' : 'end'; }
  return cell.startsWith(':') ? 'start' : undefined;
}
