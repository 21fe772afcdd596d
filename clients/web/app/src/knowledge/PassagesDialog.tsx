import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../design/Dialog';
import { Failed, Loading } from '../design/State';
import type { KnowledgeContent, KnowledgeDocument } from '../session/contract';
import { explain } from '../session/refusals';
import { rest } from '../session/rest';

/** A document as it was understood. */
export function PassagesDialog({ document, onClose }: { document: KnowledgeDocument; onClose: () => void }) {
  const [content, setContent] = useState<KnowledgeContent | null>(null);
  const [problem, setProblem] = useState('');
  const look = () => {
    setProblem('');
    rest<KnowledgeContent>('GET', `/api/knowledge/${document.id}`).then(setContent, (failure: unknown) => setProblem(explain(failure)));
  };
  useEffect(look, []);
  return (
    <Dialog title={document.title} onClose={onClose}>
      {problem ? <Failed sentence={problem} onRetry={look} /> : !content ? <Loading /> : (
        <ol class="passages">
          {content.passages.map(({ number, section, text }) => (
            <li key={number}>
              {section && <p class="passage-section">{section}</p>}
              <p class="passage-text">{text}</p>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
