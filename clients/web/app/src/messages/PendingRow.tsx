import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../design/Icon';
import { line } from '../session/phase';
import { client } from '../session/client';
import { explain } from '../session/refusals';
import type { Message, OutgoingMessage } from '../session/contract';
import { words } from '../words';
import { timeOf } from '../words/formats';
import { OutgoingFiles } from '../files/OutgoingFiles';
import { Markdown } from './markdown/Markdown';
import type { OpenConversation } from './open';
import { Quoted } from './Quoted';

interface PendingRowProps { open: OpenConversation; outgoing: OutgoingMessage; row: number; replied: Message | undefined; watcher: ResizeObserver }

/** A message on its way: shown as if it were there, and honest about where it is. */
export function PendingRow({ open, outgoing, row, replied, watcher }: PendingRowProps) {
  const { message: said, tryAgain } = words();
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const shown = element.current;
    if (!shown) { return; }
    // Anew when it stands elsewhere in the list, where nobody knows its height.
    watcher.observe(shown);
    return () => watcher.unobserve(shown);
  }, [row]);
  const refused = outgoing.state === 'refused';
  const waits = line.value !== 'online';
  const state = refused ? said.refused : waits ? said.waiting : said.sending;
  return (
    <div class="message-row" role="listitem" ref={element} data-row={row}>
      <article class="message" tabIndex={-1} data-own="" data-starts="" data-ends="" data-pending={outgoing.state} aria-label={`${words().you}, ${state}`}>
        <div class="message-body">
          <div class="bubble">
            {outgoing.replyTo && <Quoted open={open} message={replied} />}
            {outgoing.files.length > 0 && <OutgoingFiles outgoing={outgoing} />}
            {outgoing.content && <Markdown text={outgoing.content} />}
            <span class="meta">
              <time dateTime={new Date(outgoing.createdAt).toISOString()}>{timeOf(new Date(outgoing.createdAt))}</time>
              <span class="mark" role="img" aria-label={state} title={state}><Icon name={refused ? 'warn' : 'clock'} small /></span>
            </span>
          </div>
          {refused && (
            <span class="refused" role="alert">
              <span>{said.refused}: {explain(outgoing.error)}</span>
              <button type="button" onClick={() => void client.retry(outgoing.clientMessageId)}>{tryAgain}</button>
              <button type="button" onClick={() => void client.discard(outgoing.clientMessageId)}>{said.discard}</button>
            </span>
          )}
        </div>
      </article>
    </div>
  );
}
