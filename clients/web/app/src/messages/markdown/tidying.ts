import { cellsOf } from './tables';

const fence = /^ {0,3}(`{3,}|~{3,})/;
const markAlone = /^\s*(?:[-*•+]|\d{1,6}[.)]|#{1,6}|>|`{1,2}|~{1,2})\s*$/;
const ruling = /^ {0,3}\|?[ :|-]*$/;

/** A text that ends in the middle, as it will look: a mark that is begun is closed, or left out while it marks nothing yet. */
export function tidied(text: string): string {
  const start = text.lastIndexOf('\n') + 1;
  const [before, last] = [text.slice(0, start), text.slice(start)];
  if (markAlone.test(last)) { return before.replace(/\n$/, ''); }
  if (isInCode(before)) { return text; }
  const [above = '', higher = ''] = before.split('\n').slice(-3, -1).reverse();
  const isHead = above.trimStart().startsWith('|') || last !== '';
  if (above.includes('|') && !higher.includes('|') && isHead && ruling.test(last)) { return before + rulerOf(above); }
  if (last.startsWith('|') && above.trim() === '') { return `${text}\n${rulerOf(last)}`; }
  return before + closed(last);
}

function isInCode(text: string): boolean {
  let open = '';
  for (const line of text.split('\n')) {
    const mark = fence.exec(line)?.[1];
    if (!mark) { continue; }
    if (!open) { open = mark; } else if (mark.startsWith(open)) { open = ''; }
  }
  return open !== '';
}

function rulerOf(head: string): string {
  return `|${'-|'.repeat(cellsOf(head).length)}`;
}

function closed(line: string): string {
  const code = line.split('`');
  if (code.length % 2 === 0) { return code.at(-1) === '' ? line.slice(0, -1) : `${line}\``; }
  const link = /\[([^\][\n]{1,500})\]\([^()\s]{0,2000}$/.exec(line);
  if (link) { return closed(line.slice(0, link.index) + link[1]); }
  const open = line.replace(/\[\d{0,3}$/, '').replace(/\[([^\][\n]{1,500})$/, '$1').replace(/(^|[^*_~])[*_~]$/, '$1');
  return ['**', '~~', '__'].reduce(closedMark, open);
}

function closedMark(line: string, mark: string): string {
  const pieces = line.replace(/`[^`]*`/g, '').split(mark);
  if (pieces.length % 2 === 1) { return line; }
  if (line.endsWith(mark)) { return line.slice(0, -mark.length); }
  return /\s$/.test(line) ? line.trimEnd() + mark : line + mark;
}
