import { IconButton } from '../design/Button';
import { CameraView } from '../faces/CameraView';
import { useCamera } from '../faces/useCamera';
import { faceWords } from '../words/faces';
import { moodWords } from '../words/moods';
import { cameraIsOn } from './current';
import { moods } from './moods';
import './moods.css';

const request = { emotions: true };

/** The user's own face beside the conversation, with the mood that is read from it. */
export function CameraPanel() {
  const { camera, moods: said } = faceWords();
  const { names } = moodWords();
  const look = useCamera(request);
  const [face] = look.result?.faces ?? [];
  const word = !face ? camera.nobody : face.emotion ? names[face.emotion] : camera.unclear;
  return (
    <aside class="camera-panel" aria-label={said.panel}>
      <CameraView look={look} label={one => one.emotion ? `${moods[one.emotion]} ${names[one.emotion]}` : ''} />
      <p class="camera-panel-line">
        <span class="grow" data-mood={face?.emotion ?? ''}>{look.result ? word : camera.starting}</span>
        <IconButton icon="close" label={camera.off} onClick={() => { cameraIsOn.value = false; }} />
      </p>
    </aside>
  );
}
