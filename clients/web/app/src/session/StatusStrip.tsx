import { Icon } from '../design/Icon';
import { words } from '../words';
import { countUnsent } from './conversations';
import { line, storageFull } from './phase';
import { connectNow } from './signing';

/** One line that says when something is not as usual, and nothing when all is well. */
export function StatusStrip() {
  const { status } = words();
  const now = line.value;
  const isAway = now === 'offline' || now === 'waiting';
  const calm = now === 'connecting' || now === 'syncing';
  return (
    <div role="status" aria-live="polite">
      {(isAway || calm) && (
        <div class="status-strip" data-calm={calm ? '' : undefined}>
          <Icon name={isAway ? 'cloudOff' : 'retry'} small />
          <span>{status[now as 'offline' | 'waiting' | 'connecting' | 'syncing']}</span>
          {isAway && countUnsent() > 0 && <strong>{status.pending(countUnsent())}</strong>}
          {isAway && <button type="button" onClick={connectNow}>{status.retryNow}</button>}
        </div>
      )}
      {storageFull.value && <div class="status-strip"><Icon name="warn" small /><span>{status.storageFull}</span></div>}
    </div>
  );
}
