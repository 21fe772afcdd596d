import { useState } from 'preact/hooks';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { Loading, Notice } from '../design/State';
import { me, serverInfo } from '../session/phase';
import { explain } from '../session/refusals';
import { faceWords } from '../words/faces';
import { useConsent } from './consent';
import { cameraIsOn } from './current';
import { MoodChoices } from './MoodChoices';
import { MoodConsent } from './MoodConsent';
import './moods.css';

export function MoodDialog({ onClose }: { onClose: () => void }) {
  const { moods: said } = faceWords();
  const [problem, setProblem] = useState('');
  const consent = useConsent(failure => setProblem(explain(failure)));
  const feature = serverInfo.value?.features.emotions;
  return (
    <Dialog title={said.title} onClose={onClose}>
      {problem && <Notice look="danger">{problem}</Notice>}
      {!consent && !problem && <Loading />}
      {consent && <MoodConsent />}
      {consent?.emotions && me.value?.role !== 'agent' ? (
        <>
          <h3 class="label">{said.how}</h3>
          <MoodChoices />
          {feature && !feature.available
            ? <Notice>{said.cameraNotHere} {feature.detail}</Notice>
            : <Button icon="camera" onClick={() => { cameraIsOn.value = !cameraIsOn.value; onClose(); }}>{cameraIsOn.value ? said.cameraOff : said.cameraOn}</Button>}
          <p class="soft small">{said.cameraNote}</p>
        </>
      ) : <p class="soft small">{said.note}</p>}
    </Dialog>
  );
}
