import { useRef, useState } from 'preact/hooks';
import { explain } from '../session/refusals';
import { words } from '../words';

export interface GivenAccount { username: string; password: string; displayName?: string }

/** A form of a name and a password. What is missing is said at its field, and a refusal stays until the next try. */
export function useAccountForm(enter: (given: GivenAccount) => Promise<void>) {
  const ref = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState('');
  const [missing, setMissing] = useState<string[]>([]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (!ref.current || busy) { return; }
    const given = new FormData(ref.current);
    const value = (name: string) => String(given.get(name) ?? '');
    const empty = ['username', 'password'].filter(name => value(name).trim() === '');
    setMissing(empty);
    if (empty[0]) { ref.current.querySelector<HTMLInputElement>(`[name=${empty[0]}]`)?.focus(); return; }
    setBusy(true);
    setRefusal('');
    const displayName = value('displayName').trim();
    try {
      await enter({ username: value('username').trim(), password: value('password'), ...(displayName && { displayName }) });
    } catch (failure) {
      setRefusal(explain(failure));
      setBusy(false);
    }
  };

  return {
    busy, refusal,
    wrong: (name: string) => missing.includes(name) ? words().sign.missing : undefined,
    form: { ref, class: 'stack', onSubmit: (event: Event) => void submit(event), noValidate: true, 'aria-busy': busy },
  };
}
