import { describe, expect, it } from 'vitest';
import { parseBlocks } from './blocks';
import { parseInline } from './inline';
import { safeHref } from './links';
import type { Inline } from './tree';

const said = (parts: Inline[]): string => parts.map(part => part.kind === 'text' ? part.text
  : part.kind === 'break' ? '\n' : part.kind === 'code' ? `code(${part.text})` : part.kind === 'mention' ? `mention(${part.text})` : part.kind === 'cite' ? `cite(${part.number})`
    : part.kind === 'link' ? `link(${part.href} ${said(part.parts)})` : `${part.kind}(${said(part.parts)})`).join('');
const inline = (text: string, names: string[] = []) => said(parseInline(text, names));

describe('Markdown', () => {
  it.each([
    ['**bold** and *italic* and ~~gone~~', 'bold(bold) and italic(italic) and strike(gone)'],
    ['**bold with *italic* in it**', 'bold(bold with italic(italic) in it)'],
    ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
    ['`let x = "**";`', 'code(let x = "**";)'],
    ['\\*as it is\\*', '*as it is*'],
    ['see https://example.org/a_(b). ok', 'see link(https://example.org/a_(b) https://example.org/a_(b)). ok'],
    ['[words](https://example.org)', 'link(https://example.org/ words)'],
    ['**not closed', '**not closed'],
    ['one\ntwo', 'one\ntwo'],
    ['**Xin chào** các bạn', 'bold(Xin chào) các bạn'],
  ])('reads %s', (text, expected) => { expect(inline(text)).toBe(expected); });

  it('marks only names that are there, the longest first', () => {
    expect(inline('hi @an and @an nguyen, not a@an.vn', ['an', 'an nguyen'])).toBe('hi mention(@an) and mention(@an nguyen), not a@an.vn');
    expect(inline('@anna', ['an'])).toBe('@anna');
  });

  it.each([
    'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', ' javascript:alert(1)', 'data:text/html,<script>', 'vbscript:x',
    'blob:https://example.org/1', 'file:///etc/passwd', '//example.org', '/c/1', 'https:\u202eexample.org', 'http://', 'https://exa mple.org',
  ])('makes no link of %s', address => {
    expect(safeHref(address)).toBeNull();
    expect(inline(`[click](${address})`)).not.toMatch(/link\(\S+ click\)/);
  });

  it('leaves markup as the text it is', () => {
    expect(inline('<img src=x onerror=alert(1)> <script>x</script>')).toBe('<img src=x onerror=alert(1)> <script>x</script>');
    expect(inline('[<b>x</b>](https://example.org)')).toBe('link(https://example.org/ <b>x</b>)');
  });

  it('shows no other address inside a link than the one it leads to', () => {
    expect(inline('[https://bank.example](https://evil.example)')).toBe('link(https://evil.example/ https://bank.example)');
    expect(parseInline('[https://bank.example](https://evil.example)').filter(part => part.kind === 'link')).toHaveLength(1);
  });

  it('tells blocks apart', () => {
    const blocks = parseBlocks('Hello\nworld\n\n> quoted\n> more\n\n- one\n- two\n3. three\n4. four\n```js\nlet a;\n\n**x**\n```\nend');
    expect(blocks.map(block => block.kind)).toEqual(['paragraph', 'quote', 'list', 'list', 'code', 'paragraph']);
    expect(blocks[3]).toMatchObject({ ordered: true, start: 3 });
    expect(blocks[4]).toMatchObject({ language: 'js', text: 'let a;\n\n**x**' });
  });

  it.each(['*', '_', '`', '[', '**a ', '> ', '~~', '@', '*a_b`c[', '[a](', 'http://', '(', '\\', '- ', '> - ', '***a** '])(
    'reads the largest message made of %s in little time', piece => {
      const text = piece.repeat(Math.ceil(8000 / piece.length)).slice(0, 8000);
      // What grows like the square of the length in a bad way would run into the time limit of a test.
      expect(parseBlocks(text, ['an', 'binh']).length).toBeGreaterThanOrEqual(0);
    });
});
