import { useRef, useState } from 'preact/hooks';
import { Dialog } from '../design/Dialog';
import { Notice } from '../design/State';
import { tell } from '../design/toasts';
import { changeConsent } from '../moods/consent';
import { client } from '../session/client';
import type { FrameResult } from '../session/contract';
import { explain } from '../session/refusals';
import { language } from '../words';
import { faceWords } from '../words/faces';
import { CameraView, Guidance } from './CameraView';
import { deviceName, faceKey, keepFaceKey } from './device';
import { useCamera } from './useCamera';

/** Once the server sees the face well, it is kept, and this device with it. */
export function EnrolDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { card, door } = faceWords();
  const [problem, setProblem] = useState('');
  const [request] = useState(() => ({ recognise: true, language: language.value }));
  const under = useRef(false);

  const enrol = async () => {
    under.current = true;
    try {
      // Whoever shows their face for it wants it kept.
      await changeConsent({ faces: true });
      const { deviceKey } = await client.hub.enrollFace({ useLastFrame: true, deviceKey: faceKey(), deviceName: deviceName() });
      keepFaceKey(deviceKey);
      tell(card.enrolled2);
      onDone();
    } catch (failure) { setProblem(explain(failure)); }
  };
  const seen = ({ challenge }: FrameResult) => { if (challenge?.kind === 'ready' && !under.current) { void enrol(); } };
  const look = useCamera(request, { paused: problem !== '', seen });
  return (
    <Dialog title={card.enrolTitle} onClose={onClose}>
      <CameraView look={look} />
      {problem ? <Notice look="danger">{problem}</Notice> : <Guidance look={look} />}
      <p class="soft small">{door.intro}</p>
    </Dialog>
  );
}
