import { useEffect, useState } from 'preact/hooks';
import { Button } from '../design/Button';
import { Icon } from '../design/Icon';
import { Failed, Loading } from '../design/State';
import { tell } from '../design/toasts';
import { orSay } from '../messages/acting';
import type { KnowledgeDocument, KnowledgePage } from '../session/contract';
import { explain } from '../session/refusals';
import { rest } from '../session/rest';
import { words } from '../words';
import { DocumentRow } from './DocumentRow';
import { PassagesDialog } from './PassagesDialog';
import { dismiss, keepFile, take, taken } from './taking';
import { TextDialog } from './TextDialog';
import './knowledge.css';

const endings = '.txt,.md,.markdown,.html,.htm,.xhtml,.pdf,text/*,application/pdf';

/** The documents that the assistant answers from. */
export function KnowledgeCard() {
  const { knowledge, loadMore } = words();
  const [documents, setDocuments] = useState<readonly KnowledgeDocument[] | null>(null);
  const [next, setNext] = useState<string>();
  const [problem, setProblem] = useState('');
  const [seen, setSeen] = useState<KnowledgeDocument | null>(null);
  const [writing, setWriting] = useState(false);
  const [over, setOver] = useState(false);
  const look = async (before?: string) => {
    setProblem('');
    try {
      const page = await rest<KnowledgePage>('GET', `/api/knowledge?limit=50${before ? `&before=${before}` : ''}`);
      setDocuments(had => before ? [...had ?? [], ...page.documents] : page.documents);
      setNext(page.next ?? undefined);
    } catch (failure) { setProblem(explain(failure)); }
  };
  useEffect(() => { void look(); }, []);

  const put = (document: KnowledgeDocument) => setDocuments(had => [document, ...(had ?? []).filter(one => one.id !== document.id)]);
  const replace = (document: KnowledgeDocument, file: File) => void orSay(keepFile(file, document).then(now => {
    setDocuments(had => had?.map(one => one.id === now.id ? now : one) ?? null);
    tell(knowledge.replaced(document.title));
  }));
  const remove = async (document: KnowledgeDocument) => {
    if (!confirm(knowledge.deleteSure(document.title)) || !await orSay(rest('DELETE', `/api/knowledge/${document.id}`))) { return; }
    setDocuments(had => had?.filter(one => one.id !== document.id) ?? null);
  };

  if (problem) { return <Failed sentence={problem} onRetry={() => void look()} />; }
  if (!documents) { return <Loading />; }
  return (
    <section class="card knowledge" data-over={over ? '' : undefined}
      onDragOver={event => { if (event.dataTransfer?.types.includes('Files')) { event.preventDefault(); setOver(true); } }}
      onDragLeave={event => { if (event.relatedTarget === null || !event.currentTarget.contains(event.relatedTarget as Node)) { setOver(false); } }}
      onDrop={event => { event.preventDefault(); setOver(false); take(event.dataTransfer?.files ?? [], put); }}>
      <h2>{knowledge.title}</h2>
      <p class="soft small">{knowledge.note}</p>
      <div class="actions-left">
        <label class="button file-button" data-look="main">
          <Icon name="plus" />{knowledge.add}
          <input type="file" multiple class="hidden-text" accept={endings} onChange={event => { take(event.currentTarget.files ?? [], put); event.currentTarget.value = ''; }} />
        </label>
        <Button icon="edit" onClick={() => setWriting(true)}>{knowledge.write}</Button>
        <span class="soft small knowledge-drop">{knowledge.drop}</span>
      </div>
      <Underway />
      {documents.length === 0 ? <p class="soft">{knowledge.empty}</p> : (
        <ul class="rows">
          {documents.map(one => <DocumentRow key={one.id} document={one} onView={() => setSeen(one)} onReplace={file => replace(one, file)} onDelete={() => void remove(one)} />)}
        </ul>
      )}
      {next && <Button look="plain" onClick={() => void look(next)}>{loadMore}</Button>}
      {seen && <PassagesDialog document={seen} onClose={() => setSeen(null)} />}
      {writing && <TextDialog onKept={put} onClose={() => setWriting(false)} />}
    </section>
  );
}

function Underway() {
  const { knowledge } = words();
  return (
    <ul class="underway" role="status">
      {taken.value.map(({ id, name, state, problem }) => (
        <li key={id} class="notice" data-look={state === 'refused' ? 'danger' : undefined}>
          {state === 'refused' ? <Icon name="warn" /> : <span class="spinner" />}
          <span>{state === 'refused' ? knowledge.refused(name, problem) : state === 'reading' ? knowledge.reading(name) : knowledge.waits(name)}</span>
          {state === 'refused' && <Button look="plain" onClick={() => dismiss(id)}>{knowledge.dismiss}</Button>}
        </li>
      ))}
    </ul>
  );
}
