import type { Camera } from '@chat/client';
import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '../design/Button';
import { Field } from '../design/Field';
import { Notice } from '../design/State';
import { serverInfo } from '../session/phase';
import { explain } from '../session/refusals';
import { language, words } from '../words';
import { faceWords } from '../words/faces';
import { deviceName, faceKey, keepFaceKey } from './device';

interface FaceRegistrationProps { camera: RefObject<Camera | undefined>; onLookAgain: () => void; onDone: () => void }

/** A name and a password for the face that was seen last; the camera rests meanwhile. */
export function FaceRegistration({ camera, onLookAgain, onDone }: FaceRegistrationProps) {
  const { door } = faceWords();
  const { sign } = words();
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState('');
  const [missing, setMissing] = useState<string[]>([]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (!form.current || busy) { return; }
    const given = new FormData(form.current);
    const value = (name: string) => String(given.get(name) ?? '');
    const empty = ['username', 'password'].filter(name => value(name).trim() === '');
    setMissing(empty);
    if (empty[0]) { form.current.querySelector<HTMLInputElement>(`[name=${empty[0]}]`)?.focus(); return; }
    setBusy(true);
    setRefusal('');
    try {
      const displayName = value('displayName').trim();
      const session = await camera.current?.register({
        username: value('username').trim(), password: value('password'), language: language.value, deviceKey: faceKey(), deviceName: deviceName(),
        ...(displayName && { displayName }),
      });
      if (!session) { onLookAgain(); return; }
      keepFaceKey(session.deviceKey);
      onDone();
    } catch (failure) {
      setRefusal(explain(failure));
      setBusy(false);
    }
  };

  const wrong = (name: string) => missing.includes(name) ? sign.missing : undefined;
  const limits = serverInfo.value?.limits;
  return (
    <form ref={form} class="stack" onSubmit={event => void submit(event)} noValidate aria-busy={busy}>
      <Field name="displayName" label={sign.displayName} autoComplete="name" maxLength={limits?.displayNameLength} />
      <Field name="username" label={sign.username} autoComplete="username" autoCapitalize="none" spellcheck={false} required wrong={wrong('username')} />
      <Field name="password" type="password" label={sign.password} autoComplete="new-password" required wrong={wrong('password')} note={sign.passwordNote(limits?.passwordMinLength ?? 8)} />
      <p class="soft small">{door.formNote}</p>
      {refusal && <Notice look="danger">{refusal}</Notice>}
      <Button look="main" type="submit" busy={busy} wide>{sign.up}</Button>
      <Button wide onClick={onLookAgain}>{door.lookAgain}</Button>
    </form>
  );
}
