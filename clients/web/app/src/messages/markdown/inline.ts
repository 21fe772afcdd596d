import { findLinks, safeHref } from './links';
import type { Inline } from './tree';

const deepest = 6;
const marks = [['**', 'bold'], ['__', 'bold'], ['~~', 'strike'], ['*', 'italic'], ['_', 'italic']] as const;
const special = /[`*_~[\\\n@h]/i;
const wordLetter = /[\p{L}\p{N}]/u;

/** Names that may follow an @; the server's own account of who was named decides what counts. */
export type MentionNames = readonly string[];

export function parseInline(text: string, names: MentionNames = [], depth = 0): Inline[] {
  const parts: Inline[] = [];
  const links = new Map(findLinks(text).map(link => [link.at, link]));
  let plain = '';
  let at = 0;
  const flush = () => { if (plain) { parts.push({ kind: 'text', text: plain }); plain = ''; } };
  const add = (part: Inline, length: number) => { flush(); parts.push(part); at += length; };

  while (at < text.length) {
    const letter = text.charAt(at);
    if (!special.test(letter)) {
      const next = text.slice(at + 1).search(special);
      const end = next < 0 ? text.length : at + 1 + next;
      plain += text.slice(at, end);
      at = end;
      continue;
    }

    const link = links.get(at);
    if (link) { add({ kind: 'link', href: link.href, parts: [{ kind: 'text', text: link.text }] }, link.text.length); continue; }
    const found = letter === '\n' ? { part: { kind: 'break' } as const, length: 1 }
      : letter === '\\' ? escaped(text, at)
        : letter === '`' ? codeAt(text, at)
          : letter === '@' ? mentionAt(text, at, names)
            : letter === '[' ? linkAt(text, at, names, depth)
              : markAt(text, at, names, depth);
    if (found) { add(found.part, found.length); } else { plain += letter; at++; }
  }
  flush();
  return parts;
}

type Found = { part: Inline; length: number } | null;

function escaped(text: string, at: number): Found {
  const next = text.charAt(at + 1);
  return /[\\`*_~[\]@>#-]/.test(next) ? { part: { kind: 'text', text: next }, length: 2 } : null;
}

function codeAt(text: string, at: number): Found {
  const fence = /^`+/.exec(text.slice(at, at + 8))?.[0] ?? '`';
  const end = text.indexOf(fence, at + fence.length);
  if (end <= at + fence.length - 1 || end === at + fence.length) { return null; }
  return { part: { kind: 'code', text: text.slice(at + fence.length, end).replace(/^ (.*[^ ].*) $/s, '$1') }, length: end + fence.length - at };
}

function mentionAt(text: string, at: number, names: MentionNames): Found {
  if (at > 0 && wordLetter.test(text.charAt(at - 1))) { return null; }
  const rest = text.slice(at + 1, at + 90).toLocaleLowerCase();
  const name = names.filter(one => rest.startsWith(one.toLocaleLowerCase()) && !wordLetter.test(rest.charAt(one.length)))
    .sort((one, other) => other.length - one.length)[0];
  return name ? { part: { kind: 'mention', text: text.slice(at, at + 1 + name.length) }, length: name.length + 1 } : null;
}

function linkAt(text: string, at: number, names: MentionNames, depth: number): Found {
  const match = /^\[([^\][\n]{1,500})\]\(([^()\s]{1,2000})\)/.exec(text.slice(at, at + 2600));
  const href = match?.[2] ? safeHref(match[2]) : null;
  if (!match?.[1] || !href) { return null; }
  const parts = depth < deepest ? withoutLinks(parseInline(match[1], names, depth + 1)) : [{ kind: 'text' as const, text: match[1] }];
  return { part: { kind: 'link', href, parts }, length: match[0].length };
}

/** A link inside a link could show one address and lead to another. */
function withoutLinks(parts: Inline[]): Inline[] {
  return parts.flatMap(part => part.kind === 'link' ? withoutLinks(part.parts) : 'parts' in part ? [{ ...part, parts: withoutLinks(part.parts) }] : [part]);
}

function markAt(text: string, at: number, names: MentionNames, depth: number): Found {
  if (depth >= deepest) { return null; }
  for (const [mark, kind] of marks) {
    if (!text.startsWith(mark, at)) { continue; }
    const end = closing(text, at, mark);
    if (end < 0) { continue; }
    return { part: { kind, parts: parseInline(text.slice(at + mark.length, end), names, depth + 1) }, length: end + mark.length - at };
  }
  return null;
}

/** Opens before a letter and closes behind one; inside of a word, an underscore is a letter. */
function closing(text: string, at: number, mark: string): number {
  const start = at + mark.length;
  if (start >= text.length || /\s/.test(text.charAt(start))) { return -1; }
  if (mark.startsWith('_') && at > 0 && wordLetter.test(text.charAt(at - 1))) { return -1; }
  const limit = Math.min(text.length, start + 2000);
  for (let end = text.indexOf(mark, start + 1); end > 0 && end < limit; end = text.indexOf(mark, end + 1)) {
    const isInside = mark.startsWith('_') && wordLetter.test(text.charAt(end + mark.length));
    const isDouble = mark.length === 1 && (text.charAt(end + 1) === mark || text.charAt(end - 1) === mark);
    if (!/\s/.test(text.charAt(end - 1)) && !isInside && !isDouble && !text.slice(start, end).includes('\n\n')) { return end; }
  }
  return -1;
}
