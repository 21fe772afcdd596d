import { useEffect, useState } from 'preact/hooks';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { Notice } from '../design/State';
import { tell } from '../design/toasts';
import { go } from '../navigation/place';
import { client } from '../session/client';
import { serverInfo } from '../session/phase';
import { language, words } from '../words';
import { faceWords } from '../words/faces';
import { CameraView, Guidance } from './CameraView';
import { faceKey } from './device';
import { FaceRegistration } from './FaceRegistration';
import { useCamera } from './useCamera';

interface FaceDoorProps { mode: 'in' | 'up'; onClose: () => void }

/** Signing in before the camera, and an account for whom the server does not know. */
export function FaceDoor({ mode, onClose }: FaceDoorProps) {
  const { door } = faceWords();
  const { sign } = words();
  const feature = serverInfo.value?.features.faces;
  return (
    <Dialog title={mode === 'in' ? sign.byFace : sign.upByFace} onClose={onClose}>
      {feature && !feature.available ? <Notice>{door.notHere} {feature.detail}</Notice> : <Looking onClose={onClose} />}
    </Dialog>
  );
}

function Looking({ onClose }: { onClose: () => void }) {
  const { door } = faceWords();
  const [isStranger, setStranger] = useState(false);
  const [isWriting, setWriting] = useState(false);
  const [request] = useState(() => ({ recognise: true, emotions: true, deviceKey: faceKey(), language: language.value }));
  const look = useCamera(request, { paused: isStranger || isWriting, seen: ({ challenge }) => { if (challenge?.kind === 'done') { enter(); } } });
  useEffect(() => client.on('greeting', ({ content }) => tell(content)), []);
  useEffect(() => client.on('registrationRequested', () => setStranger(true)), []);

  const lookAgain = () => { setStranger(false); setWriting(false); };

  // A stranger who goes on looking would be so many failures of the people this device knows.
  return (
    <>
      <CameraView look={look} />
      {isWriting ? <FaceRegistration camera={look.camera} onLookAgain={lookAgain} onDone={enter} /> : (
        <>
          {isStranger ? <Notice>{door.stranger}</Notice> : <Guidance look={look} />}
          {!isStranger && <p class="soft small">{door.intro}</p>}
          <div class="face-actions">
            {isStranger && <Button look="main" wide onClick={() => setWriting(true)}>{door.make}</Button>}
            {isStranger && <Button wide onClick={lookAgain}>{door.lookAgain}</Button>}
            <Button wide onClick={onClose}>{door.password}</Button>
          </div>
        </>
      )}
    </>
  );
}

function enter(): void {
  if (/^\/(sign-in|register)/.test(location.pathname)) { go('/', 'replace'); }
}
