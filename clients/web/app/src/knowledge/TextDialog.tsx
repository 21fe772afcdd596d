import { useId, useState } from 'preact/hooks';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { Field } from '../design/Field';
import { Notice } from '../design/State';
import type { KnowledgeDocument } from '../session/contract';
import { explain } from '../session/refusals';
import { words } from '../words';
import { keepText } from './taking';

export function TextDialog({ onKept, onClose }: { onKept: (document: KnowledgeDocument) => void; onClose: () => void }) {
  const { knowledge, save } = words();
  const id = useId();
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const keep = async () => {
    if (!text.trim()) { setProblem(knowledge.missing); return; }
    setBusy(true);
    setProblem('');
    try {
      onKept(await keepText(title.trim(), text));
      onClose();
    } catch (failure) {
      setProblem(explain(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={knowledge.write} class="wide" onClose={onClose}>
      <form class="text-form" onSubmit={event => { event.preventDefault(); void keep(); }}>
        <Field label={knowledge.name} value={title} maxLength={200} onInput={event => setTitle(event.currentTarget.value)} />
        <div class="field">
          <label for={id}>{knowledge.text}</label>
          <textarea id={id} class="input" rows={12} value={text} aria-describedby={`${id}-note`} onInput={event => setText(event.currentTarget.value)} />
          <span class="note" id={`${id}-note`}>{knowledge.textNote}</span>
        </div>
        {problem && <Notice look="danger">{problem}</Notice>}
        <div class="actions"><Button type="submit" look="main" busy={busy}>{save}</Button></div>
      </form>
    </Dialog>
  );
}
