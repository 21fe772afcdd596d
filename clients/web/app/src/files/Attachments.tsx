import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../design/Icon';
import { lazy } from '../navigation/lazy';
import type { Attachment, Message } from '../session/contract';
import { fileAddress } from '../session/files';
import type { OpenConversation } from '../messages/open';
import { words } from '../words';
import { sizeText } from '../words/formats';
import { useBlob } from './blobs';
import { kindOf } from './kinds';
import { saveFile } from './saving';
import './files.css';

const VoicePlayer = lazy(() => import('../voice/VoicePlayer').then(module => module.VoicePlayer));

export function Attachments({ open, message }: { open: OpenConversation; message: Message }) {
  const pictures = message.attachments.filter(one => kindOf(one, message.type) === 'image');
  const others = message.attachments.filter(one => !pictures.includes(one));
  return (
    <span class="attachments">
      {pictures.length > 0 && (
        <span class="pictures" data-count={Math.min(pictures.length, 4)}>
          {pictures.map((one, at) => <Picture key={one.id} attachment={one} alone={pictures.length === 1} onOpen={() => { open.picture.value = { message, at }; }} />)}
        </span>
      )}
      {others.map(one => <Other key={one.id} attachment={one} kind={kindOf(one, message.type)} />)}
    </span>
  );
}

function Other({ attachment, kind }: { attachment: Attachment; kind: ReturnType<typeof kindOf> }) {
  if (kind === 'audio') { return <VoicePlayer attachment={attachment} />; }
  if (kind === 'video') { return <Video attachment={attachment} />; }
  const { files } = words();
  return (
    <button type="button" class="file" tabIndex={-1} onClick={() => void saveFile(attachment)} aria-label={files.download(attachment.name)}>
      <span class="file-sign"><Icon name="file" /></span>
      <span class="grow"><span class="name">{attachment.name}</span><span class="under">{sizeText(attachment.size)}</span></span>
      <Icon name="download" />
    </button>
  );
}

function Picture({ attachment, alone, onOpen }: { attachment: Attachment; alone: boolean; onOpen: () => void }) {
  const { files } = words();
  const { src, failed } = useBlob(attachment.thumbnailUrl ?? attachment.url);
  const { width = 4, height = 3 } = attachment;
  // Its place is kept before it is there, so that nothing moves when it comes; very long ones are shown cut.
  const ratio = alone ? Math.min(2.4, Math.max(0.6, width / height)) : 1;
  const size = alone ? Math.min(340, Math.max(140, width), 380 * ratio) : undefined;
  return (
    <button type="button" class="picture" tabIndex={-1} style={{ aspectRatio: String(ratio), inlineSize: size ? `${size}px` : undefined }} aria-label={files.open(attachment.name)} onClick={onOpen}>
      {src ? <img src={src} alt={files.picture(attachment.name)} decoding="async" /> : failed ? <span class="picture-gone"><Icon name="image" />{files.pictureGone}</span> : null}
    </button>
  );
}

function Video({ attachment }: { attachment: Attachment }) {
  const { width = 16, height = 9 } = attachment;
  const [address, setAddress] = useState<string>();
  useEffect(() => { fileAddress(attachment.url).then(setAddress, () => undefined); }, [attachment.url]);
  return (
    <video class="video" controls preload="metadata" playsInline tabIndex={-1} src={address} aria-label={words().files.play(attachment.name)}
      style={{ aspectRatio: String(width / height) }} />
  );
}
