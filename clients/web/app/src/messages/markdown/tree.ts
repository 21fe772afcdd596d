/** What a message says, as a tree of few kinds. There is no kind for markup of any other sort: it stays text. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'break' }
  | { kind: 'bold' | 'italic' | 'strike'; parts: Inline[] }
  | { kind: 'link'; href: string; parts: Inline[] }
  | { kind: 'mention'; text: string }
  /** A passage that a reply rests on; made of its text where there is one. */
  | { kind: 'cite'; number: number };

export type Align = 'start' | 'center' | 'end';

export type Block =
  | { kind: 'paragraph'; parts: Inline[] }
  | { kind: 'heading'; level: number; parts: Inline[] }
  | { kind: 'rule' }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Item[] }
  | { kind: 'table'; aligns: (Align | undefined)[]; head: Inline[][]; rows: Inline[][][] };

/** What stands on the line of the mark, and what is indented below it. */
export interface Item { parts: Inline[]; blocks: Block[] }
