import { useEffect, useState } from 'preact/hooks';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { Failed } from '../design/State';
import { copyText } from '../messages/acting';
import { Markdown } from '../messages/markdown/Markdown';
import { client } from '../session/client';
import type { Id } from '../session/contract';
import { words } from '../words';
import { explainWriting } from './acting';
import './assistant.css';

export function SummaryDialog({ conversationId, onClose }: { conversationId: Id; onClose: () => void }) {
  const { assistant, copy } = words();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const ask = () => {
    setProblem('');
    client.hub.summarize({ conversationId }).then(({ content }) => setText(content), (failure: unknown) => setProblem(explainWriting(failure)));
  };
  useEffect(ask, []);
  return (
    <Dialog title={assistant.summary} class="summary" onClose={onClose}>
      {problem ? <Failed sentence={problem} onRetry={ask} />
        : (
          <div role="status">
            {text ? <Markdown text={text} rich /> : <p class="reply-waits"><span class="dots" aria-hidden="true"><i /><i /><i /></span>{assistant.summarizing}</p>}
          </div>
        )}
      {text && <p class="soft small">{assistant.summaryNote}</p>}
      {text && <div class="actions"><Button icon="copy" onClick={() => void copyText(text)}>{copy}</Button></div>}
    </Dialog>
  );
}
