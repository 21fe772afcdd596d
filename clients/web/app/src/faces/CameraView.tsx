import { useState } from 'preact/hooks';
import { Button } from '../design/Button';
import { Icon } from '../design/Icon';
import { Notice } from '../design/State';
import type { FrameFace } from '../session/contract';
import { faceWords } from '../words/faces';
import type { Look } from './useCamera';
import './faces.css';

/** The picture as in a mirror, with a frame around each face, and a sentence when there is none. */
export function CameraView({ look, label }: { look: Look; label?: (face: FrameFace) => string }) {
  const { camera } = faceWords();
  const [shape, setShape] = useState(4 / 3);
  const { result, problem } = look;
  const kind = result?.challenge?.kind;
  return (
    <>
      <div class="camera" data-challenge={kind} hidden={problem !== ''} style={{ aspectRatio: String(shape) }}>
        <video ref={look.video} muted playsInline aria-label={camera.picture}
          onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight } }) => { if (videoHeight > 0) { setShape(videoWidth / videoHeight); } }} />
        {(result?.faces ?? []).map(({ box, ...face }, at) => (
          <span key={at} class="face-box" style={{ left: part(1 - box.x - box.width), top: part(box.y), width: part(box.width), height: part(box.height) }}>
            {label && <span class="face-label">{label({ box, ...face })}</span>}
          </span>
        ))}
        {(kind === 'turnLeft' || kind === 'turnRight') && <span class="turn" aria-hidden="true"><Icon name={kind === 'turnLeft' ? 'back' : 'next'} /></span>}
        {!result && <span class="camera-wait" aria-hidden="true"><span class="spinner" /></span>}
      </div>
      {problem && (
        <div class="camera-problem">
          <Notice look="danger">{problem}</Notice>
          <Button icon="retry" onClick={look.tryAgain}>{camera.again}</Button>
        </div>
      )}
    </>
  );
}

/** What the person is to do now, said aloud when it changes. */
export function Guidance({ look }: { look: Look }) {
  const { camera } = faceWords();
  const challenge = look.result?.challenge;
  if (look.problem) { return null; }
  return (
    <div class="guidance">
      <p role="status" aria-live="assertive" data-kind={challenge?.kind}>{challenge?.instruction ?? camera.starting}</p>
      <span class="bar" role="progressbar" aria-label={camera.progress} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round((challenge?.progress ?? 0) * 100)}>
        <i style={{ inlineSize: part(challenge?.progress ?? 0) }} />
      </span>
    </div>
  );
}

const part = (number: number) => `${(number * 100).toFixed(2)}%`;
