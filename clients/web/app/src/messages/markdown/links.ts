const schemes = new Set(['http:', 'https:', 'mailto:']);

/** The address a link may lead to, or null: scripts, data and the app's own schemes are none. */
export function safeHref(written: string): string | null {
  // Browsers skip control characters and blanks inside a scheme; what holds them is no honest link.
  if (/[\u0000-\u0020\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/.test(written)) { return null; }
  if (!/^(https?:\/\/|mailto:)/i.test(written)) { return null; }
  try {
    const address = new URL(written);
    return schemes.has(address.protocol) ? address.href : null;
  } catch {
    return null;
  }
}

const bare = /\b(?:https?:\/\/|mailto:)[^\s<>"'`\u0000-\u001f]+/giu;

export interface FoundLink { at: number; text: string; href: string }

/** Addresses that stand in a text without brackets; the punctuation behind one belongs to the sentence. */
export function findLinks(text: string): FoundLink[] {
  const found: FoundLink[] = [];
  for (const match of text.matchAll(bare)) {
    const link = trimmed(match[0]);
    const href = safeHref(link);
    if (href) { found.push({ at: match.index, text: link, href }); }
  }
  return found;
}

function trimmed(link: string): string {
  let end = link.length;
  let open = count(link, '(') - count(link, ')');
  for (; end > 0; end--) {
    const last = link.charAt(end - 1);
    if (last === ')' && open < 0) { open++; continue; }
    if (!'.,:;!?*_~]}'.includes(last)) { break; }
  }
  return link.slice(0, end);
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}
