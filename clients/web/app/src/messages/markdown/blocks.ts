import { parseInline, type MentionNames } from './inline';
import type { Block } from './tree';

const fence = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]{0,30})\s*$/;
const quote = /^ {0,3}> ?/;
const bullet = /^ {0,3}[-*•] +(?=\S)/;
const numbered = /^ {0,3}(\d{1,6})[.)] +(?=\S)/;
const deepest = 4;

/** The blocks of a message. Time grows with the length of the text and no faster, whatever stands in it. */
export function parseBlocks(text: string, names: MentionNames = [], depth = 0): Block[] {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const taken = line.trim() === '' ? 1
      : fence.test(line) ? takeCode(lines, at, blocks)
        : quote.test(line) && depth < deepest ? takeQuote(lines, at, blocks, names, depth)
          : bullet.test(line) ? takeList(lines, at, blocks, names, bullet, false)
            : numbered.test(line) ? takeList(lines, at, blocks, names, numbered, true)
              : takeParagraph(lines, at, blocks, names, depth);
    at += taken;
  }
  return blocks;
}

function takeCode(lines: string[], start: number, blocks: Block[]): number {
  const [, mark = '```', language = ''] = fence.exec(lines[start] ?? '') ?? [];
  const closing = new RegExp(`^ {0,3}${mark.charAt(0)}{${mark.length},}\\s*$`);
  let end = start + 1;
  while (end < lines.length && !closing.test(lines[end] ?? '')) { end++; }
  blocks.push({ kind: 'code', language, text: lines.slice(start + 1, end).join('\n') });
  return end - start + 1;
}

function takeQuote(lines: string[], start: number, blocks: Block[], names: MentionNames, depth: number): number {
  let end = start;
  while (end < lines.length && quote.test(lines[end] ?? '')) { end++; }
  const inner = lines.slice(start, end).map(line => line.replace(quote, '')).join('\n');
  blocks.push({ kind: 'quote', blocks: parseBlocks(inner, names, depth + 1) });
  return end - start;
}

function takeList(lines: string[], start: number, blocks: Block[], names: MentionNames, mark: RegExp, ordered: boolean): number {
  let end = start;
  while (end < lines.length && mark.test(lines[end] ?? '')) { end++; }
  const first = ordered ? Number(numbered.exec(lines[start] ?? '')?.[1] ?? 1) : 1;
  blocks.push({ kind: 'list', ordered, start: first, items: lines.slice(start, end).map(line => parseInline(line.replace(mark, ''), names)) });
  return end - start;
}

function takeParagraph(lines: string[], start: number, blocks: Block[], names: MentionNames, depth: number): number {
  let end = start + 1;
  while (end < lines.length && !beginsBlock(lines[end] ?? '', depth)) { end++; }
  blocks.push({ kind: 'paragraph', parts: parseInline(lines.slice(start, end).join('\n'), names) });
  return end - start;
}

function beginsBlock(line: string, depth: number): boolean {
  return line.trim() === '' || fence.test(line) || (depth < deepest && quote.test(line)) || bullet.test(line) || numbered.test(line);
}
