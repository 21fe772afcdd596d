import { useState } from 'preact/hooks';
import { IconButton } from '../design/Button';
import { Empty } from '../design/State';
import { lazy } from '../navigation/lazy';
import { go } from '../navigation/place';
import { isAdmin } from '../session/phase';
import { words } from '../words';
import { HealthCard } from './HealthCard';
import { UsersCard } from './UsersCard';
import '../settings/settings.css';

const CostsCard = lazy(() => import('./CostsCard').then(module => module.CostsCard));
const KnowledgeCard = lazy(() => import('../knowledge/KnowledgeCard').then(module => module.KnowledgeCard));

const parts = { users: UsersCard, health: HealthCard, knowledge: KnowledgeCard, costs: CostsCard };
type Part = keyof typeof parts;

export function AdminScreen() {
  const { admin, back, knowledge, costs } = words();
  const [part, setPart] = useState<Part>('users');
  const Shown = parts[part];
  const names: Record<Part, string> = { users: admin.users, health: admin.health, knowledge: knowledge.title, costs: costs.title };
  if (!isAdmin.value) { return <Empty title={admin.notAdmin} />; }
  return (
    <div class="page">
      <header class="page-head">
        <IconButton class="only-phone" icon="back" label={back} onClick={() => go('/')} />
        <h1>{admin.title}</h1>
      </header>
      <div class="page-inner">
        <div class="choices" role="radiogroup" aria-label={admin.title}>
          {(Object.keys(parts) as Part[]).map(one => (
            <label key={one}><input type="radio" class="hidden-text" name="part" checked={part === one} onChange={() => setPart(one)} />{names[one]}</label>
          ))}
        </div>
        <Shown />
      </div>
    </div>
  );
}
