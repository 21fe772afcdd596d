import { useRef, useState } from 'preact/hooks';
import { IconButton } from '../design/Button';
import { Icon } from '../design/Icon';
import { Menu, placeOf, type MenuPlace } from '../design/Menu';
import type { KnowledgeDocument } from '../session/contract';
import { words } from '../words';
import { agoText } from '../words/formats';

interface DocumentRowProps { document: KnowledgeDocument; onView: () => void; onReplace: (file: File) => void; onDelete: () => void }

export function DocumentRow({ document, onView, onReplace, onDelete }: DocumentRowProps) {
  const { knowledge } = words();
  const file = useRef<HTMLInputElement>(null);
  const [place, setPlace] = useState<MenuPlace | null>(null);
  const { title, kind, passages, updatedAt } = document;
  return (
    <li class="row document-row">
      <Icon name="book" />
      <span class="grow">
        <button type="button" class="name" onClick={onView}>{title}</button>
        <span class="under">{knowledge.kinds[kind]} · {knowledge.passages(passages)} · {knowledge.changed(agoText(new Date(updatedAt)))}</span>
      </span>
      <span class="tag"><Icon name="check" small /> {knowledge.indexed}</span>
      <input ref={file} type="file" hidden onChange={event => {
        const [picked] = event.currentTarget.files ?? [];
        if (picked) { onReplace(picked); }
        event.currentTarget.value = '';
      }} />
      <IconButton icon="more" label={knowledge.actions(title)} aria-haspopup="menu" onClick={event => setPlace(placeOf(event.currentTarget))} />
      {place && (
        <Menu place={place} label={knowledge.actions(title)} onClose={() => setPlace(null)} items={[
          { icon: 'eye', label: knowledge.view, onPick: onView },
          { icon: 'retry', label: knowledge.replace, onPick: () => file.current?.click() },
          { icon: 'trash', label: knowledge.delete, look: 'danger', onPick: onDelete },
        ]} />
      )}
    </li>
  );
}
