import { Dialog } from '../design/Dialog';
import type { OpenConversation } from '../messages/open';
import { words } from '../words';

/** The passage that a reply rests on, as it was then. */
export function CitationDialog({ open }: { open: OpenConversation }) {
  const asked = open.citing.value;
  const citation = asked?.message.citations?.find(one => one.number === asked.number);
  if (!citation) { return null; }
  return (
    <Dialog title={citation.title} class="citation" onClose={() => { open.citing.value = null; }}>
      <p class="citation-place"><span class="cite">{citation.number}</span> {citation.section ?? words().assistant.source(citation.number)}</p>
      <blockquote tabIndex={0} role="region" aria-label={citation.title}>{citation.text}</blockquote>
    </Dialog>
  );
}
