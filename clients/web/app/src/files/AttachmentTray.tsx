import { IconButton } from '../design/Button';
import { Icon } from '../design/Icon';
import type { Id } from '../session/contract';
import { words } from '../words';
import { sizeText } from '../words/formats';
import { trayOf } from './tray';
import './files.css';

export function AttachmentTray({ conversationId }: { conversationId: Id }) {
  const { files } = words();
  const tray = trayOf(conversationId);
  if (tray.value.length === 0) { return null; }
  return (
    <ul class="tray" aria-label={files.attach}>
      {tray.value.map(({ id, file, preview }) => (
        <li key={id} class="tray-item">
          {preview ? <img src={preview} alt="" /> : <span class="file-sign"><Icon name="file" /></span>}
          <span class="grow"><span class="name">{file.name}</span><span class="under">{sizeText(file.size)}</span></span>
          <IconButton icon="close" label={files.cancel(file.name)} onClick={() => tray.remove(id)} />
        </li>
      ))}
    </ul>
  );
}
