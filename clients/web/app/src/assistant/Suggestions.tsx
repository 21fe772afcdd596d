import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../design/Button';
import { Icon } from '../design/Icon';
import { client } from '../session/client';
import type { Id } from '../session/contract';
import { words } from '../words';
import { explainWriting } from './acting';
import './assistant.css';

const most = 3;

interface SuggestionsProps { conversationId: Id; onTake: (text: string) => void; onClose: () => void }

/** Drafts of what one could write next; taken ones go into the field and are sent by nobody else. */
export function Suggestions({ conversationId, onTake, onClose }: SuggestionsProps) {
  const { assistant } = words();
  const [drafts, setDrafts] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState('');
  const here = useRef(true);
  const ask = () => {
    setBusy(true);
    setProblem('');
    client.hub.suggestReply({ conversationId }).then(
      ({ content }) => { if (here.current) { setDrafts(had => had.includes(content) ? had : [...had, content]); } },
      (failure: unknown) => { if (here.current) { setProblem(explainWriting(failure)); } },
    ).finally(() => { if (here.current) { setBusy(false); } });
  };
  useEffect(() => {
    ask();
    return () => { here.current = false; };
  }, []);
  return (
    <div class="suggestions" onKeyDown={event => { if (event.key === 'Escape') { event.stopPropagation(); onClose(); } }}>
      <ul>
        {drafts.map(draft => <li key={draft}><button type="button" class="suggestion" title={assistant.suggestion} onClick={() => onTake(draft)}><span class="hidden-text">{assistant.suggestion}: </span>{draft}</button></li>)}
      </ul>
      <p role="status">
        {busy && <span class="reply-waits"><span class="dots" aria-hidden="true"><i /><i /><i /></span>{assistant.suggesting}</span>}
        {problem && <span class="suggestion-problem"><Icon name="info" small />{problem}</span>}
      </p>
      <span class="suggestion-tools">
        {!busy && drafts.length < most && <IconButton icon="retry" label={assistant.another} onClick={ask} />}
        <IconButton icon="close" label={assistant.dismiss} onClick={onClose} />
      </span>
    </div>
  );
}
