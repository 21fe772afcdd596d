import { IconButton } from '../design/Button';
import { Icon } from '../design/Icon';
import type { Id } from '../session/contract';
import { words } from '../words';
import { partText, sizeText } from '../words/formats';
import { trayOf } from './tray';
import './files.css';

export function AttachmentTray({ conversationId }: { conversationId: Id }) {
  const { files } = words();
  const tray = trayOf(conversationId);
  if (tray.all.length === 0) { return null; }
  return (
    <ul class="tray">
      {tray.all.map(one => (
        <li key={one.id} class="tray-item" data-state={one.state}>
          {one.preview ? <img src={one.preview} alt="" /> : <span class="file-sign"><Icon name="file" /></span>}
          <span class="grow">
            <span class="name">{one.name}</span>
            <span class="under" role="status">{one.state === 'failed' ? one.sentence : one.state === 'waiting' ? files.offline : one.state === 'done' ? sizeText(one.size) : files.uploading(partText(one.part))}</span>
            {one.state === 'uploading' && <span class="bar" role="progressbar" aria-label={one.name} aria-valuenow={Math.round(one.part * 100)} aria-valuemin={0} aria-valuemax={100}><i style={{ inlineSize: `${one.part * 100}%` }} /></span>}
          </span>
          <IconButton icon="close" label={files.cancel(one.name)} onClick={() => tray.cancel(one.id)} />
        </li>
      ))}
    </ul>
  );
}
