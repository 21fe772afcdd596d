import { useState } from 'preact/hooks';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { words } from '../words';
import { talk } from './acting';
import { assistantId, hasAssistant } from './identity';

function useTalk(): { busy: boolean; begin: () => void } {
  const [busy, setBusy] = useState(false);
  return { busy, begin: () => { setBusy(true); void talk().then(() => setBusy(false)); } };
}

export function TalkButton() {
  const { busy, begin } = useTalk();
  if (!hasAssistant.value) { return null; }
  return <Button icon="sparkle" busy={busy} onClick={begin}>{words().assistant.talk}</Button>;
}

/** The same among people to write to. */
export function TalkRow() {
  const { assistant } = words();
  const { busy, begin } = useTalk();
  if (!hasAssistant.value) { return null; }
  return (
    <button type="button" class="row talk" disabled={busy} onClick={begin}>
      <Avatar id={assistantId} name={assistant.name} size={40} />
      <span class="grow"><span class="name">{assistant.talk}</span><span class="under">{assistant.talkNote}</span></span>
    </button>
  );
}
