import { Component } from 'preact';
import { useMemo } from 'preact/hooks';
import { drawBlock } from '../messages/markdown/Markdown';
import { Citing } from '../messages/markdown/citing';
import { GrowingBlocks, type GrowingBlock } from '../messages/markdown/growing';
import type { OpenConversation } from '../messages/open';
import type { Citation, Message } from '../session/contract';
import { withCites } from './cites';

const none: readonly Citation[] = [];

/** A text that grows: what cannot change any more is neither read nor drawn again. */
export function ReplyText({ open, message, text }: { open: OpenConversation; message: Message; text: string }) {
  const growing = useMemo(() => new GrowingBlocks(), []);
  const isWhole = message.status !== 'streaming';
  const blocks = growing.read(text, isWhole);
  return (
    <Citing.Provider value={number => { open.citing.value = { message, number }; }}>
      <div class="markdown reply-text" data-open={isWhole ? undefined : ''}>
        {blocks.map(({ key, block }) => <Part key={key} block={block} citations={message.citations ?? none} />)}
      </div>
    </Citing.Provider>
  );
}

interface PartProps { block: GrowingBlock['block']; citations: readonly Citation[] }

class Part extends Component<PartProps> {
  override shouldComponentUpdate({ block, citations }: PartProps): boolean {
    return block !== this.props.block || citations !== this.props.citations;
  }

  override render() { return drawBlock(withCites(this.props.block, this.props.citations), 0); }
}
