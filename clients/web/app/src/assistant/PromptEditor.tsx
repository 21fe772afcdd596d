import { useEffect, useId, useState } from 'preact/hooks';
import { isOwner } from '../conversations/naming';
import { Button } from '../design/Button';
import { Notice } from '../design/State';
import { tell } from '../design/toasts';
import { orSay } from '../messages/acting';
import { client } from '../session/client';
import type { Conversation } from '../session/contract';
import { explain } from '../session/refusals';
import { words } from '../words';

const longest = 8_000;

/** What the assistant is told first in this conversation: its owner writes it, the others may read it. */
export function PromptEditor({ conversation }: { conversation: Conversation }) {
  const { assistant, save, saved } = words();
  const id = useId();
  const [kept, setKept] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const take = (prompt: string) => { setKept(prompt); setText(prompt); };
  useEffect(() => {
    client.hub.getPrompt({ conversationId: conversation.id }).then(({ prompt }) => take(prompt), (failure: unknown) => setProblem(explain(failure)));
  }, []);

  const keep = () => orSay((async () => {
    take((await client.hub.setPrompt({ conversationId: conversation.id, prompt: text })).prompt);
    tell(saved);
  })());

  if (problem) { return <Notice look="danger">{problem}</Notice>; }
  if (!isOwner(conversation)) {
    return kept === null ? null : <div class="field"><span class="label">{assistant.prompt}</span><p class="prompt-text">{kept || assistant.promptNone}</p></div>;
  }
  return (
    <form class="field prompt" onSubmit={event => { event.preventDefault(); void keep(); }}>
      <label for={id}>{assistant.prompt}</label>
      <textarea id={id} class="input" rows={4} maxLength={longest} value={text} disabled={kept === null} aria-describedby={`${id}-note`} onInput={event => setText(event.currentTarget.value)} />
      <span class="note" id={`${id}-note`}>{assistant.promptNote}</span>
      <Button type="submit" disabled={kept === null || text.trim() === kept}>{save}</Button>
    </form>
  );
}
