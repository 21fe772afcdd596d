import type { Camera } from '@chat/client';
import type { RefObject } from 'preact';
import { useAccountForm } from '../accounts/useAccountForm';
import { Button } from '../design/Button';
import { Field } from '../design/Field';
import { Notice } from '../design/State';
import { serverInfo } from '../session/phase';
import { language, words } from '../words';
import { faceWords } from '../words/faces';
import { deviceName, faceKey, keepFaceKey } from './device';

interface FaceRegistrationProps { camera: RefObject<Camera | undefined>; onLookAgain: () => void; onDone: () => void }

/** A name and a password for the face that was seen last; the camera rests meanwhile. */
export function FaceRegistration({ camera, onLookAgain, onDone }: FaceRegistrationProps) {
  const { door } = faceWords();
  const { sign } = words();
  const { busy, refusal, wrong, form } = useAccountForm(async given => {
    const session = await camera.current?.register({ ...given, language: language.value, deviceKey: faceKey(), deviceName: deviceName() });
    if (!session) { onLookAgain(); return; }
    keepFaceKey(session.deviceKey);
    onDone();
  });

  const limits = serverInfo.value?.limits;
  return (
    <form {...form}>
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
