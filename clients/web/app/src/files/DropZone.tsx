import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../design/Icon';
import type { Id } from '../session/contract';
import { words } from '../words';
import { takeFiles } from './tray';

export function DropZone({ conversationId, children }: { conversationId: Id; children: ComponentChildren }) {
  const [over, setOver] = useState(0);
  const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  return (
    <div class="drop-zone"
      onDragEnter={event => { if (holdsFiles(event)) { event.preventDefault(); setOver(over + 1); } }}
      onDragOver={event => { if (holdsFiles(event)) { event.preventDefault(); } }}
      onDragLeave={() => setOver(Math.max(0, over - 1))}
      onDrop={event => {
        if (!holdsFiles(event)) { return; }
        event.preventDefault();
        setOver(0);
        takeFiles(conversationId, event.dataTransfer?.files);
      }}>
      {children}
      {over > 0 && <div class="drop-here" aria-hidden="true"><Icon name="download" />{words().files.drop}</div>}
    </div>
  );
}
