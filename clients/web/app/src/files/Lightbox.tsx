import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from '../design/Button';
import type { OpenConversation } from '../messages/open';
import { words } from '../words';
import { useBlob } from './blobs';
import { kindOf } from './kinds';
import { saveFile } from './saving';

/** One picture as large as the window, and its neighbours in the same message. */
export function Lightbox({ open }: { open: OpenConversation }) {
  const { files, close } = words();
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = open.picture.value;
  const pictures = shown?.message.attachments.filter(one => kindOf(one, shown.message.type) === 'image') ?? [];
  const picture = pictures[shown?.at ?? 0];
  const { src, failed } = useBlob(picture?.url);
  const preview = useBlob(picture?.thumbnailUrl);
  useEffect(() => { dialog.current?.showModal(); }, []);
  if (!shown || !picture) { return null; }
  const leave = () => { open.picture.value = null; };
  const step = (by: number) => { open.picture.value = { ...shown, at: (shown.at + by + pictures.length) % pictures.length }; };
  return (
    <dialog class="lightbox" ref={dialog} aria-label={files.picture(picture.name)} onCancel={event => { event.preventDefault(); leave(); }}
      onKeyDown={event => { if (event.key === 'ArrowLeft') { step(-1); } else if (event.key === 'ArrowRight') { step(1); } }}
      onClick={event => { if (!(event.target as Element).closest('img, button')) { leave(); } }}>
      <header>
        <span class="grow name">{picture.name}</span>
        <IconButton icon="download" label={files.download(picture.name)} onClick={() => void saveFile(picture)} />
        <IconButton icon="close" label={close} onClick={leave} />
      </header>
      <div class="lightbox-stage">
        {pictures.length > 1 && <IconButton icon="back" label={files.previous} onClick={() => step(-1)} />}
        {failed && !preview.src ? <p>{files.pictureGone}</p> : <img key={picture.id} src={src ?? preview.src} alt={files.picture(picture.name)} width={picture.width} height={picture.height} />}
        {pictures.length > 1 && <IconButton icon="next" label={files.next} onClick={() => step(1)} />}
      </div>
    </dialog>
  );
}
