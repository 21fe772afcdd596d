import { useEffect, useState } from 'preact/hooks';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { Failed, Loading } from '../design/State';
import { tell } from '../design/toasts';
import type { AccountPage, AccountRecord, ChangeAccessRequest, User } from '../session/contract';
import { myId } from '../session/phase';
import { explain } from '../session/refusals';
import { rest } from '../session/rest';
import { words } from '../words';
import { agoText } from '../words/formats';

const roles: readonly User['role'][] = ['user', 'agent', 'admin', 'bot'];

export function UsersCard() {
  const { admin, loadMore } = words();
  const [accounts, setAccounts] = useState<readonly AccountRecord[] | null>(null);
  const [next, setNext] = useState<string>();
  const [problem, setProblem] = useState('');
  const look = async (before?: string) => {
    setProblem('');
    try {
      const page = await rest<AccountPage>('GET', `/api/admin/users?limit=50${before ? `&before=${before}` : ''}`);
      setAccounts(had => before ? [...had ?? [], ...page.accounts] : page.accounts);
      setNext(page.next ?? undefined);
    } catch (failure) { setProblem(explain(failure)); }
  };
  useEffect(() => { void look(); }, []);

  const change = async (account: AccountRecord, request: ChangeAccessRequest) => {
    if (request.disabled && !confirm(admin.disableSure(account.user.displayName))) { return; }
    try {
      const changed = await rest<AccountRecord>('PATCH', `/api/admin/users/${account.user.id}`, request);
      setAccounts(had => had?.map(one => one.user.id === changed.user.id ? changed : one) ?? null);
    } catch (failure) { tell(explain(failure)); }
  };

  if (problem) { return <Failed sentence={problem} onRetry={() => void look()} />; }
  if (!accounts) { return <Loading />; }
  return (
    <section class="card">
      <h2>{admin.users}</h2>
      <ul class="rows">{accounts.map(one => <Account key={one.user.id} account={one} onChange={request => void change(one, request)} />)}</ul>
      {next && <Button look="plain" onClick={() => void look(next)}>{loadMore}</Button>}
    </section>
  );
}

function Account({ account, onChange }: { account: AccountRecord; onChange: (request: ChangeAccessRequest) => void }) {
  const { admin } = words();
  const { user } = account;
  const disabled = account.disabledAt !== undefined && account.disabledAt !== null;
  return (
    <li class="row user-row">
      <Avatar id={user.id} name={user.displayName} url={user.avatarUrl} size={40} />
      <span class="grow">
        <span class="name">{user.displayName}</span>
        <span class="under">@{user.username} · {admin.joined(agoText(new Date(account.createdAt)))}{disabled && <> · <strong>{admin.disabled}</strong></>}</span>
      </span>
      {user.id !== myId.value && (
        <>
          <select class="input" aria-label={admin.roleOf(user.displayName)} value={user.role} onChange={event => onChange({ role: event.currentTarget.value as User['role'] })}>
            {roles.map(role => <option key={role} value={role}>{admin.roles[role]}</option>)}
          </select>
          <Button look={disabled ? 'plain' : 'danger'} onClick={() => onChange({ disabled: !disabled })}>{disabled ? admin.enable : admin.disable}</Button>
        </>
      )}
    </li>
  );
}
