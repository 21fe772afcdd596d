import { describe, expect, it } from 'vitest';
import { parseBlocks } from './blocks';
import { GrowingBlocks } from './growing';
import { tidied } from './tidying';
import type { Block } from './tree';

const reply = `# Trà xanh

Water of **eighty degrees**, see [the house](https://example.org/tea) [1].

1. warm the cup
   - of clay
   - of glass

     and nothing else
2. \`pour\` slowly

   \`\`\`js
   pour(80);
   \`\`\`

| leaf | minutes |
|:--|--:|
| sencha | 2 |
| a \\| b | 3 |

> quoted
> more

---

\`\`\`python
def tea():

    return "hot"
\`\`\`
The end.`;

const kinds = (blocks: Block[]) => blocks.map(block => block.kind);

describe('A reply', () => {
  it('is read with headings, nested lists, tables and rules', () => {
    const blocks = parseBlocks(reply, [], true);
    expect(kinds(blocks)).toEqual(['heading', 'paragraph', 'list', 'table', 'quote', 'rule', 'code', 'paragraph']);
    expect(blocks[2]).toMatchObject({ kind: 'list', ordered: true, start: 1, items: [{ blocks: [{ kind: 'list', ordered: false, items: [{}, { blocks: [{ kind: 'paragraph' }] }] }] }, { blocks: [{ kind: 'code', text: 'pour(80);' }] }] });
    expect(blocks[3]).toMatchObject({ aligns: ['start', 'end'], rows: [{}, [[{ text: 'a | b' }], [{ text: '3' }]]] });
  });

  it('has what people write as they wrote it', () => {
    expect(kinds(parseBlocks('# 1 fan\na | b\n--|--\n---'))).toEqual(['paragraph']);
  });

  it.each([1, 3, 7, 40])('is the same in the end, however it grew (%i at a time)', step => {
    const growing = new GrowingBlocks();
    for (let end = step; end < reply.length; end += step) { growing.read(reply.slice(0, end), false); }
    expect(growing.read(reply, true).map(({ block }) => block)).toEqual(parseBlocks(reply, [], true));
  });

  it('settles what cannot change any more, under names that stay', () => {
    const growing = new GrowingBlocks();
    const before = growing.read(reply.slice(0, -5), false);
    const after = growing.read(reply, false);
    expect(after.slice(0, -2).map(({ block }, at) => block === before[at]?.block)).toEqual(after.slice(0, -2).map(() => true));
    expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
    expect(new Set(after.map(({ key }) => key)).size).toBe(after.length);
  });

  it('begins anew when it is another text', () => {
    const growing = new GrowingBlocks();
    growing.read(reply, false);
    expect(kinds(growing.read('Second thought.', false).map(({ block }) => block))).toEqual(['paragraph']);
  });

  it('never shows another kind of block for a moment than the one that comes', () => {
    const growing = new GrowingBlocks();
    const seen = new Set<string>();
    const list = '- one **two** `three`\n- four\n\n| a | b |\n|---|---|\n| c | d |\n';
    for (let end = 1; end <= list.length; end++) { for (const { block } of growing.read(list.slice(0, end), false)) { seen.add(block.kind); } }
    expect([...seen].sort()).toEqual(['list', 'table']);
  });

  it.each([
    ['**bo', '**bo**'], ['a **', 'a '], ['`co', '`co`'], ['a `', 'a '], ['see [the ho', 'see the ho'], ['see [the house](https://ex', 'see the house'], ['so it is [1', 'so it is '],
    ['one\n- ', 'one'], ['one\n##', 'one'], ['one\n``', 'one'], ['```js\nlet a = "**', '```js\nlet a = "**'], ['~~gone', '~~gone~~'], ['2 * 3 *', '2 * 3 '], ['done', 'done'],
    ['| a |\n|-|\n| b |\n|', '| a |\n|-|\n| b |\n|'], ['so | then\n', 'so | then\n'],
  ])('that ends with %j looks like %j', (text, expected) => { expect(tidied(text)).toBe(expected); });

  it.each(['| a ', '|', '- ', '  - ', '# ', '1. ', '\n', '> - ', '- a\n\n  ', '**', '|-'])('made of %j is read in little time, also while it grows', piece => {
    const text = piece.repeat(Math.ceil(32_000 / piece.length)).slice(0, 32_000);
    const growing = new GrowingBlocks();
    for (const part of [0.25, 0.5, 0.75]) { growing.read(text.slice(0, text.length * part), false); }
    expect(growing.read(text, true).length).toBeGreaterThanOrEqual(0);
  });
});
