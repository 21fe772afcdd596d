import type { ComponentChildren } from 'preact';
import { IconButton } from '../../design/Button';
import { tell } from '../../design/toasts';
import { words } from '../../words';
import { parseBlocks } from './blocks';
import { CiteMark } from './citing';
import type { MentionNames } from './inline';
import type { Block, Inline } from './tree';

/** Draws a text as elements, one by one; no text ever becomes markup. A rich one is a model's: with headings and tables. */
export function Markdown({ text, names, rich }: { text: string; names?: MentionNames; rich?: boolean }) {
  return <div class="markdown">{parseBlocks(text, names, rich).map(drawBlock)}</div>;
}

export function drawBlock(block: Block, key: number): ComponentChildren {
  switch (block.kind) {
    case 'paragraph': return <p key={key}>{block.parts.map(drawInline)}</p>;
    // Its level is the text's own affair; within the page it is one below the conversation.
    case 'heading': return <p key={key} class="heading" role="heading" aria-level={2} data-level={block.level}>{block.parts.map(drawInline)}</p>;
    case 'rule': return <hr key={key} />;
    case 'quote': return <blockquote key={key}>{block.blocks.map(drawBlock)}</blockquote>;
    case 'code': return <Code key={key} text={block.text} language={block.language} />;
    case 'table': return <Table key={key} table={block} />;
    case 'list': {
      const items = block.items.map((item, at) => <li key={at}>{item.parts.map(drawInline)}{item.blocks.map(drawBlock)}</li>);
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
    case 'cite': return <CiteMark key={key} number={part.number} />;
    case 'link': return <a key={key} href={part.href} target="_blank" rel="noopener noreferrer nofollow">{part.parts.map(drawInline)}</a>;
  }
}

function Table({ table }: { table: Extract<Block, { kind: 'table' }> }) {
  const align = (at: number) => table.aligns[at];
  return (
    <div class="markdown-table" role="region" tabIndex={0} aria-label={words().assistant.table}>
      <table>
        <thead><tr>{table.head.map((cell, at) => <th key={at} scope="col" data-align={align(at)}>{cell.map(drawInline)}</th>)}</tr></thead>
        <tbody>{table.rows.map((row, line) => <tr key={line}>{row.map((cell, at) => <td key={at} data-align={align(at)}>{cell.map(drawInline)}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

function Code({ text, language }: { text: string; language: string }) {
  const copy = () => { void navigator.clipboard.writeText(text).then(() => tell(words().copied)); };
  return (
    <figure class="code-block">
      {language && <figcaption>{language}</figcaption>}
      <pre tabIndex={0} aria-label={language || undefined}><code>{text}</code></pre>
      <IconButton icon="copy" label={words().message.copyCode} onClick={copy} />
    </figure>
  );
}
