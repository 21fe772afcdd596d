import { useEffect, useMemo } from 'preact/hooks';
import { IconButton } from '../design/Button';
import { Icon } from '../design/Icon';
import { client } from '../session/client';
import type { OutgoingMessage } from '../session/contract';
import { words } from '../words';
import { partText, sizeText } from '../words/formats';
import './files.css';

type OutgoingFile = OutgoingMessage['files'][number];

/** Files of a message that is on its way, how much of each has gone, and the end of it. */
export function OutgoingFiles({ outgoing }: { outgoing: OutgoingMessage }) {
  const { files } = words();
  return (
    <span class="attachments">
      {outgoing.files.map(one => <Sending key={one.name} file={one} isUploading={outgoing.state === 'uploading'} />)}
      {outgoing.state !== 'sending' && outgoing.state !== 'refused' && (
        <IconButton icon="close" label={files.cancel(outgoing.files[0]?.name ?? '')} onClick={() => void client.discard(outgoing.clientMessageId)} />
      )}
    </span>
  );
}

function Sending({ file, isUploading }: { file: OutgoingFile; isUploading: boolean }) {
  const { files } = words();
  const picture = useMemo(() => file.file.type.startsWith('image/') ? URL.createObjectURL(file.file) : null, [file.file]);
  useEffect(() => () => { if (picture) { URL.revokeObjectURL(picture); } }, [picture]);
  const part = file.file.size > 0 ? file.uploadedBytes / file.file.size : 0;
  return (
    <span class="file">
      {picture ? <img class="file-sign" src={picture} alt="" /> : <span class="file-sign"><Icon name="file" /></span>}
      <span class="grow">
        <span class="name">{file.name}</span>
        <span class="under">{isUploading ? files.uploading(partText(part)) : sizeText(file.file.size)}</span>
        {isUploading && <span class="bar" role="progressbar" aria-label={file.name} aria-valuenow={Math.round(part * 100)} aria-valuemin={0} aria-valuemax={100}><i style={{ inlineSize: `${part * 100}%` }} /></span>}
      </span>
    </span>
  );
}
