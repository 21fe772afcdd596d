import { parseInline, type MentionNames } from './inline';
import { listMark, takeList } from './lists';
import { beginsTable, takeTable } from './tables';
import type { Block } from './tree';

const fence = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]{0,30})\s*$/;
const quote = /^ {0,3}> ?/;
const heading = /^ {0,3}(#{1,6}) +(\S.*?)(?: +#+)? *$/;
const rule = /^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/;
const deepest = 4;

/** How a text is read: people write lines, models write documents with headings and tables. */
export interface Reading {
  readonly names: MentionNames;
  readonly rich: boolean;
  readonly depth: number;
}

/** A block, and the line on which it begins. */
export interface Placed { block: Block; line: number }

/** What takes a block off the lines says how many there were. */
export interface Taken { block: Block; count: number }

/** The blocks of a message. Time grows with the length of the text and no faster, whatever stands in it. */
export function parseBlocks(text: string, names: MentionNames = [], rich = false): Block[] {
  return blocksOf(text.split('\n'), { names, rich, depth: 0 });
}

export function blocksOf(lines: string[], how: Reading): Block[] {
  return placedBlocks(lines, how).map(({ block }) => block);
}

export function placedBlocks(lines: string[], how: Reading): Placed[] {
  const placed: Placed[] = [];
  for (let line = 0; line < lines.length;) {
    if ((lines[line] ?? '').trim() === '') { line++; continue; }
    const { block, count } = take(lines, line, how);
    placed.push({ block, line });
    line += count;
  }
  return placed;
}

function take(lines: string[], at: number, how: Reading): Taken {
  const line = lines[at] ?? '';
  if (fence.test(line)) { return takeCode(lines, at); }
  if (how.depth < deepest && quote.test(line)) { return takeQuote(lines, at, how); }
  if (how.rich && rule.test(line)) { return { block: { kind: 'rule' }, count: 1 }; }
  if (how.depth < deepest && listMark(line)) { return takeList(lines, at, how); }
  const title = how.rich ? heading.exec(line) : null;
  if (title) { return { block: { kind: 'heading', level: title[1]?.length ?? 1, parts: parseInline(title[2] ?? '', how.names) }, count: 1 }; }
  return how.rich && beginsTable(lines, at) ? takeTable(lines, at, how) : takeParagraph(lines, at, how);
}

function takeCode(lines: string[], start: number): Taken {
  const [, mark = '```', language = ''] = fence.exec(lines[start] ?? '') ?? [];
  const closing = new RegExp(`^ {0,3}${mark.charAt(0)}{${mark.length},}\\s*$`);
  let end = start + 1;
  while (end < lines.length && !closing.test(lines[end] ?? '')) { end++; }
  return { block: { kind: 'code', language, text: lines.slice(start + 1, end).join('\n') }, count: end - start + 1 };
}

function takeQuote(lines: string[], start: number, how: Reading): Taken {
  let end = start;
  while (end < lines.length && quote.test(lines[end] ?? '')) { end++; }
  const inner = lines.slice(start, end).map(line => line.replace(quote, ''));
  return { block: { kind: 'quote', blocks: blocksOf(inner, { ...how, depth: how.depth + 1 }) }, count: end - start };
}

function takeParagraph(lines: string[], start: number, how: Reading): Taken {
  let end = start + 1;
  while (end < lines.length && !beginsBlock(lines, end, how)) { end++; }
  return { block: { kind: 'paragraph', parts: parseInline(lines.slice(start, end).join('\n'), how.names) }, count: end - start };
}

/** Whether a line ends the paragraph before it. */
export function beginsBlock(lines: string[], at: number, { depth, rich }: Reading): boolean {
  const line = lines[at] ?? '';
  return line.trim() === '' || fence.test(line) || (depth < deepest && (quote.test(line) || listMark(line) !== null))
    || (rich && (heading.test(line) || rule.test(line) || beginsTable(lines, at)));
}
