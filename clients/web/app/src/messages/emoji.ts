const one = /^(?:\p{RGI_Emoji}){1,3}$/v;

/** One to three emoji and nothing else: shown large. */
export function isOnlyEmoji(text: string): boolean {
  return text.length <= 40 && one.test(text.replace(/\s/g, ''));
}

/** Offered first. A heart is one code point more than the letter, and the server knows both. */
export const quickEmoji = ['👍', '❤️', '😂', '😮', '😢', '🙏'] as const;
