import type { ComponentChildren } from 'preact';
import { IconButton } from '../../design/Button';
import { tell } from '../../design/toasts';
import { words } from '../../words';
import { parseBlocks } from './blocks';
import type { MentionNames } from './inline';
import type { Block, Inline } from './tree';

/** Draws a text as elements, one by one; no text ever becomes markup. */
export function Markdown({ text, names }: { text: string; names?: MentionNames }) {
  return <div class="markdown">{parseBlocks(text, names).map(drawBlock)}</div>;
}

function drawBlock(block: Block, key: number): ComponentChildren {
  switch (block.kind) {
    case 'paragraph': return <p key={key}>{block.parts.map(drawInline)}</p>;
    case 'quote': return <blockquote key={key}>{block.blocks.map(drawBlock)}</blockquote>;
    case 'code': return <Code key={key} text={block.text} language={block.language} />;
    case 'list': {
      const items = block.items.map((item, at) => <li key={at}>{item.map(drawInline)}</li>);
      return block.ordered ? <ol key={key} start={block.start}>{items}</ol> : <ul key={key}>{items}</ul>;
    }
  }
}

function drawInline(part: Inline, key: number): ComponentChildren {
  switch (part.kind) {
    case 'text': return part.text;
    case 'break': return <br key={key} />;
    case 'code': return <code key={key}>{part.text}</code>;
    case 'bold': return <strong key={key}>{part.parts.map(drawInline)}</strong>;
    case 'italic': return <em key={key}>{part.parts.map(drawInline)}</em>;
    case 'strike': return <s key={key}>{part.parts.map(drawInline)}</s>;
    case 'mention': return <span key={key} class="mention">{part.text}</span>;
    case 'link': return <a key={key} href={part.href} target="_blank" rel="noopener noreferrer nofollow">{part.parts.map(drawInline)}</a>;
  }
}

function Code({ text, language }: { text: string; language: string }) {
  const copy = () => { void navigator.clipboard.writeText(text).then(() => tell(words().copied)); };
  return (
    <figure class="code-block">
      <pre tabIndex={0} aria-label={language || undefined}><code>{text}</code></pre>
      <IconButton icon="copy" label={words().message.copyCode} onClick={copy} />
    </figure>
  );
}
