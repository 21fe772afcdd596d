import { useEffect, useState } from 'preact/hooks';
import { Avatar } from '../design/Avatar';
import { SearchField } from '../design/Field';
import { Notice } from '../design/State';
import { client } from '../session/client';
import type { User } from '../session/contract';
import { myId } from '../session/phase';
import { explain } from '../session/refusals';
import { words } from '../words';

const pause = 200;
const fewest = 2;

interface PeopleFinderProps {
  chosen: readonly User[];
  /** Who need not be offered. */
  without?: ReadonlySet<string>;
  onToggle: (user: User) => void;
}

export function PeopleFinder({ chosen, without, onToggle }: PeopleFinderProps) {
  const { make } = words();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly User[] | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    setProblem('');
    if (query.trim().length < fewest) { setFound(null); return; }
    let here = true;
    const timer = setTimeout(() => {
      client.findUsers(query.trim(), 20).then(
        users => { if (here) { setFound(users.filter(user => user.id !== myId.value && !without?.has(user.id))); } },
        (failure: unknown) => { if (here) { setProblem(explain(failure)); } });
    }, pause);
    return () => { here = false; clearTimeout(timer); };
  }, [query]);

  return (
    <div class="finder">
      <SearchField label={make.find} value={query} onText={setQuery} autoFocus />
      {problem ? <Notice look="danger">{problem}</Notice>
        : found === null ? <p class="soft small">{make.findNote}</p>
          : found.length === 0 ? <p class="soft small" role="status">{make.nobody}</p>
            : (
              <ul class="rows">
                {found.map(user => (
                  <li key={user.id}>
                    <label class="row">
                      <Avatar id={user.id} name={user.displayName} url={user.avatarUrl} size={40} />
                      <span class="grow"><span class="name">{user.displayName}</span><span class="under">@{user.username}</span></span>
                      <input type="checkbox" class="check" checked={chosen.some(one => one.id === user.id)} onChange={() => onToggle(user)} />
                    </label>
                  </li>
                ))}
              </ul>
            )}
    </div>
  );
}

export function toggled(chosen: readonly User[], user: User): readonly User[] {
  return chosen.some(one => one.id === user.id) ? chosen.filter(one => one.id !== user.id) : [...chosen, user];
}
