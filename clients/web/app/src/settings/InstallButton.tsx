import { Button } from '../design/Button';
import { words } from '../words';
import { installing } from '../offline/installing';

export function InstallButton() {
  const offer = installing.value;
  if (!offer) { return null; }
  return <div class="actions-left"><Button icon="download" onClick={() => { void offer.prompt(); installing.value = null; }}>{words().settings.install}</Button></div>;
}
