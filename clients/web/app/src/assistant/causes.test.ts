import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Block, Inline } from '../messages/markdown/tree';
import { parseBlocks } from '../messages/markdown/blocks';
import { causeOf, limitEnd, waitingAhead } from './causes';
import { withCites } from './cites';

const server = (file: string) => readFileSync(new URL(`../../../../../Chat.Assistant/${file}`, import.meta.url), 'utf8');

describe('What the server says about a reply', () => {
  const told = ['Models/ModelFailure.cs', 'Replies/ReplyWriting.cs', 'Replies/ReplyRecovery.cs'].flatMap(file => server(file).match(/"(?:The assistant's|The server was|This reply|This conversation|Something)[^"]+"/g) ?? []);

  it('is known', () => { expect(told.length).toBeGreaterThan(12); });

  // A question that was not taken has no other cause than the question.
  it.each(told.filter(sentence => !sentence.includes('did not take this question')))('is said in every language: %s', sentence => { expect(causeOf(sentence)).toBeDefined(); });

  it('tells when a limit ends and how many wait', () => {
    expect(limitEnd("Today's 5 tokens of the assistant are used up; the limit ends at 2026-11-22 00:00 UTC; try again in 7 s")?.toISOString()).toBe('2026-11-22T00:00:00.000Z');
    expect(limitEnd('The assistant is busy.')).toBeUndefined();
    expect([waitingAhead('The assistant is busy; 12 more wait before this reply.'), waitingAhead('The assistant is busy; this is the next reply.')]).toEqual([12, 0]);
    expect(server('Replies/ReplyLimits.cs')).toContain('the limit ends at {ends:yyyy-MM-dd HH:mm} UTC');
    expect(server('Replies/ReplyWriting.cs')).toContain('{ahead} more wait before this reply.');
  });
});

describe('Citations', () => {
  const citations = [1, 2].map(number => ({ number, documentId: '', title: 'House', text: 'At nine.' }));
  const said = (parts: Inline[]): string => parts.map(part => part.kind === 'cite' ? `<${part.number}>` : part.kind === 'text' || part.kind === 'code' ? part.text : 'parts' in part ? said(part.parts) : '').join('');
  const read = (text: string) => parseBlocks(text, [], true).map(block => withCites(block, citations));

  it('are marks where there is such a passage, and text elsewhere', () => {
    const [first] = read('At nine [1], **or [2]**, not [3] and not `[1]`.') as [Extract<Block, { kind: 'paragraph' }>];
    expect(said(first.parts)).toBe('At nine <1>, or <2>, not [3] and not [1].');
  });

  it('stand in lists and tables too, and never in code', () => {
    const [list, table, code] = read('- one [1]\n\n| a [2] |\n|--|\n\n```\n[1]\n```');
    expect(list).toMatchObject({ items: [{ parts: [{}, { kind: 'cite', number: 1 }, {}] }] });
    expect(table).toMatchObject({ head: [[{}, { kind: 'cite', number: 2 }, {}]] });
    expect(code).toMatchObject({ kind: 'code', text: '[1]' });
  });
});
