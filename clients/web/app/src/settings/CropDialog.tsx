import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { Loading, Notice } from '../design/State';
import { explain } from '../session/refusals';
import { updateProfile } from '../session/signing';
import { words } from '../words';

/** Of the window in the dialog, and of what is sent. */
const view = 280;
const size = 512;

interface Crop { x: number; y: number; zoom: number }

/** A square of a picture, chosen by dragging or with the keys. */
export function CropDialog({ file, onClose }: { file: File; onClose: () => void }) {
  const { settings, save, cancel } = words();
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [crop, setCrop] = useState<Crop>({ x: 0, y: 0, zoom: 1 });
  const canvas = useRef<HTMLCanvasElement>(null);
  const dragging = useRef<{ x: number; y: number } | null>(null);

  useEffect(() => { createImageBitmap(file).then(setPicture, () => setProblem(settings.notAPicture)); }, [file]);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context && picture) { draw(context, picture, crop, view); }
  }, [picture, crop]);

  const move = (dx: number, dy: number) => { if (picture) { setCrop(had => held(picture, { ...had, x: had.x + dx, y: had.y + dy })); } };
  const keep = async () => {
    if (!picture) { return; }
    setBusy(true);
    try {
      await updateProfile({ avatar: await cut(picture, crop) });
      onClose();
    } catch (failure) {
      setProblem(explain(failure));
      setBusy(false);
    }
  };

  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowLeft: [10, 0], ArrowRight: [-10, 0], ArrowUp: [0, 10], ArrowDown: [0, -10] }[event.key];
    if (step) { event.preventDefault(); move(step[0] ?? 0, step[1] ?? 0); }
  };
  return (
    <Dialog title={settings.cropTitle} onClose={onClose} class="crop">
      {problem && <Notice look="danger">{problem}</Notice>}
      {!picture && !problem && <Loading />}
      {picture && (
        <>
          <canvas ref={canvas} width={view} height={view} tabIndex={0} role="img" aria-label={settings.cropHint} onKeyDown={onKey}
            onPointerDown={event => { dragging.current = { x: event.clientX, y: event.clientY }; event.currentTarget.setPointerCapture(event.pointerId); }}
            onPointerMove={event => {
              if (!dragging.current) { return; }
              move(event.clientX - dragging.current.x, event.clientY - dragging.current.y);
              dragging.current = { x: event.clientX, y: event.clientY };
            }}
            onPointerUp={() => { dragging.current = null; }} onPointerCancel={() => { dragging.current = null; }} />
          <p class="soft small">{settings.cropHint}</p>
          <label class="field"><span class="label">{settings.cropZoom}</span>
            <input type="range" min={1} max={4} step={0.05} value={crop.zoom} onInput={event => setCrop(held(picture, { ...crop, zoom: Number(event.currentTarget.value) }))} />
          </label>
        </>
      )}
      <div class="actions"><Button look="plain" onClick={onClose}>{cancel}</Button><Button look="main" busy={busy} disabled={!picture} onClick={() => void keep()}>{save}</Button></div>
    </Dialog>
  );
}

/** The picture always fills the square. */
function held(picture: ImageBitmap, crop: Crop): Crop {
  const scale = view / Math.min(picture.width, picture.height) * crop.zoom;
  const [slackX, slackY] = [(picture.width * scale - view) / 2, (picture.height * scale - view) / 2];
  return { zoom: crop.zoom, x: Math.max(-slackX, Math.min(slackX, crop.x)), y: Math.max(-slackY, Math.min(slackY, crop.y)) };
}

function draw(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, picture: ImageBitmap, crop: Crop, into: number): void {
  const factor = into / view;
  const scale = into / Math.min(picture.width, picture.height) * crop.zoom;
  const [width, height] = [picture.width * scale, picture.height * scale];
  context.fillStyle = '#fff';
  context.fillRect(0, 0, into, into);
  context.drawImage(picture, (into - width) / 2 + crop.x * factor, (into - height) / 2 + crop.y * factor, width, height);
}

async function cut(picture: ImageBitmap, crop: Crop): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d');
  if (!context) { throw new Error('No canvas.'); }
  draw(context, picture, crop, size);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer());
}
