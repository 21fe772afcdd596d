import { useState } from 'preact/hooks';
import { IconButton } from '../design/Button';
import { Empty } from '../design/State';
import { go } from '../navigation/place';
import { isAdmin } from '../session/phase';
import { words } from '../words';
import { HealthCard } from './HealthCard';
import { UsersCard } from './UsersCard';
import '../settings/settings.css';

export function AdminScreen() {
  const { admin, back } = words();
  const [part, setPart] = useState<'users' | 'health'>('users');
  if (!isAdmin.value) { return <Empty title={admin.notAdmin} />; }
  return (
    <div class="page">
      <header class="page-head">
        <IconButton class="only-phone" icon="back" label={back} onClick={() => go('/')} />
        <h1>{admin.title}</h1>
      </header>
      <div class="page-inner">
        <div class="choices" role="radiogroup" aria-label={admin.title}>
          {(['users', 'health'] as const).map(one => (
            <label key={one}><input type="radio" class="hidden-text" name="part" checked={part === one} onChange={() => setPart(one)} />{admin[one]}</label>
          ))}
        </div>
        {part === 'users' ? <UsersCard /> : <HealthCard />}
      </div>
    </div>
  );
}
