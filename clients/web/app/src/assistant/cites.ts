import type { Block, Inline } from '../messages/markdown/tree';
import type { Citation } from '../session/contract';

const mark = /\[(\d{1,3})\]/g;

/** [1] in a text, where there is such a passage, as a mark that can be pressed; in code it is code. */
export function withCites(block: Block, citations: readonly Citation[]): Block {
  if (citations.length === 0) { return block; }
  const inline = (parts: Inline[]) => parts.flatMap(part => citedParts(part, citations));
  switch (block.kind) {
    case 'paragraph': case 'heading': return { ...block, parts: inline(block.parts) };
    case 'quote': return { ...block, blocks: block.blocks.map(one => withCites(one, citations)) };
    case 'list': return { ...block, items: block.items.map(item => ({ parts: inline(item.parts), blocks: item.blocks.map(one => withCites(one, citations)) })) };
    case 'table': return { ...block, head: block.head.map(inline), rows: block.rows.map(row => row.map(inline)) };
    case 'code': case 'rule': return block;
  }
}

function citedParts(part: Inline, citations: readonly Citation[]): Inline[] {
  if (part.kind === 'bold' || part.kind === 'italic' || part.kind === 'strike') { return [{ ...part, parts: part.parts.flatMap(one => citedParts(one, citations)) }]; }
  if (part.kind !== 'text') { return [part]; }
  const parts: Inline[] = [];
  let at = 0;
  for (const match of part.text.matchAll(mark)) {
    const number = Number(match[1]);
    if (!citations.some(one => one.number === number)) { continue; }
    parts.push({ kind: 'text', text: part.text.slice(at, match.index) }, { kind: 'cite', number });
    at = match.index + match[0].length;
  }
  return [...parts, { kind: 'text', text: part.text.slice(at) }];
}
