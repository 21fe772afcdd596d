import { useState } from 'preact/hooks';
import { TalkRow } from '../assistant/TalkButton';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { Field } from '../design/Field';
import { Notice } from '../design/State';
import { go } from '../navigation/place';
import type { User } from '../session/contract';
import { client } from '../session/client';
import { explain } from '../session/refusals';
import { words } from '../words';
import { Chosen } from './Chosen';
import { PeopleFinder, toggled } from './PeopleFinder';
import './groups.css';

/** One person makes a private conversation, several a group, and a group may be made with one as well. */
export function NewConversation({ onClose }: { onClose: () => void }) {
  const { make } = words();
  const [chosen, setChosen] = useState<readonly User[]>([]);
  const [asGroup, setAsGroup] = useState(false);
  const [title, setTitle] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const isGroup = asGroup || chosen.length > 1;

  const begin = async () => {
    if (isGroup && !title.trim()) { setAsGroup(true); setProblem(make.nameMissing); return; }
    setBusy(true);
    setProblem('');
    try {
      const participantIds = chosen.map(user => user.id);
      const made = await client.createConversation(isGroup ? { kind: 'group', title: title.trim(), participantIds } : { kind: 'private', participantIds });
      go(`/c/${made.id}`, 'replace');
    } catch (failure) {
      setProblem(explain(failure));
      setBusy(false);
    }
  };

  return (
    <Dialog title={isGroup ? make.groupTitle : make.title} onClose={onClose}>
      {!isGroup && chosen.length === 0 && <TalkRow />}
      {isGroup && <Field label={make.name} value={title} maxLength={120} onInput={event => setTitle(event.currentTarget.value)} />}
      <Chosen users={chosen} onRemove={user => setChosen(toggled(chosen, user))} />
      <PeopleFinder chosen={chosen} onToggle={user => setChosen(toggled(chosen, user))} />
      {problem && <Notice look="danger">{problem}</Notice>}
      <div class="actions">
        {!isGroup && <Button look="plain" icon="people" onClick={() => setAsGroup(true)}>{make.group}</Button>}
        <Button look="main" busy={busy} disabled={chosen.length === 0} onClick={() => void begin()}>{isGroup ? make.create : make.write}</Button>
      </div>
    </Dialog>
  );
}
