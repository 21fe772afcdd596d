import { useRef, useState } from 'preact/hooks';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { Field } from '../design/Field';
import { Notice } from '../design/State';
import { tell } from '../design/toasts';
import type { PresenceStatus } from '../session/contract';
import { client } from '../session/client';
import { me, serverInfo } from '../session/phase';
import { explain } from '../session/refusals';
import { updateProfile } from '../session/signing';
import { words } from '../words';
import { CropDialog } from './CropDialog';
import { readSetting, writeSetting } from './kept';

const statuses: readonly PresenceStatus[] = ['online', 'away', 'busy', 'offline'];

export function ProfileCard() {
  const { settings, save, saved, presence } = words();
  const user = me.value;
  const [name, setName] = useState(user?.displayName ?? '');
  const [problem, setProblem] = useState('');
  const [status, setStatus] = useState(readSetting('status') ?? 'online');
  if (!user) { return null; }

  const keep = async (event: Event) => {
    event.preventDefault();
    setProblem('');
    try {
      await updateProfile({ displayName: name.trim() });
      tell(saved);
    } catch (failure) { setProblem(explain(failure)); }
  };
  const show = async (next: PresenceStatus) => {
    setStatus(next);
    writeSetting('status', next);
    try { await client.setStatus(next); } catch (failure) { tell(explain(failure)); }
  };

  return (
    <section class="card">
      <h2>{settings.profile}</h2>
      <Picture />
      <form class="one-line" onSubmit={event => void keep(event)}>
        <Field label={settings.name} value={name} maxLength={serverInfo.value?.limits.displayNameLength} autoComplete="name" onInput={event => setName(event.currentTarget.value)} />
        <Button type="submit" disabled={!name.trim() || name.trim() === user.displayName}>{save}</Button>
      </form>
      {problem && <Notice look="danger">{problem}</Notice>}
      <label class="field">
        <span class="label">{presence.label}</span>
        <select class="input" value={status} onChange={event => void show(event.currentTarget.value as PresenceStatus)}>
          {statuses.map(one => <option key={one} value={one}>{presence[one]}</option>)}
        </select>
      </label>
    </section>
  );
}

function Picture() {
  const { settings } = words();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const user = me.value;
  if (!user) { return null; }
  const remove = async () => {
    try { await updateProfile({ avatar: new Uint8Array() }); } catch (failure) { tell(explain(failure)); }
  };
  return (
    <div class="profile-picture">
      <Avatar id={user.id} name={user.displayName} url={user.avatarUrl} size={80} />
      <span class="grow">
        <strong class="name">{user.displayName}</strong>
        <span class="soft small">@{user.username}</span>
        <span class="profile-buttons">
          <Button icon="camera" onClick={() => input.current?.click()}>{settings.choosePicture}</Button>
          {user.avatarUrl && <Button look="plain" onClick={() => void remove()}>{settings.removePicture}</Button>}
        </span>
      </span>
      <input ref={input} type="file" accept="image/*" hidden aria-label={settings.choosePicture}
        onChange={event => { setFile(event.currentTarget.files?.[0] ?? null); event.currentTarget.value = ''; }} />
      {file && <CropDialog file={file} onClose={() => setFile(null)} />}
    </div>
  );
}
