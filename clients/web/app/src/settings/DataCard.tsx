import { Button } from '../design/Button';
import { tell } from '../design/toasts';
import { saveBlob } from '../files/saving';
import { orSay } from '../messages/acting';
import { explain } from '../session/refusals';
import { rest } from '../session/rest';
import { signOut } from '../session/signing';
import { words } from '../words';

export function DataCard() {
  const { settings } = words();
  const save = async () => {
    try {
      const all = await rest<unknown>('GET', '/api/me/export');
      saveBlob(new Blob([JSON.stringify(all, null, 2)], { type: 'application/json' }), 'chat.json');
    } catch (failure) { tell(explain(failure)); }
  };
  const remove = async () => {
    if (confirm(settings.deleteSure) && await orSay(rest('DELETE', '/api/me'))) { await signOut(); }
  };
  return (
    <section class="card">
      <h2>{settings.data}</h2>
      <div class="actions-left">
        <Button icon="download" onClick={() => void save()}>{settings.export}</Button>
        <Button look="danger" icon="trash" onClick={() => void remove()}>{settings.deleteAccount}</Button>
      </div>
    </section>
  );
}
