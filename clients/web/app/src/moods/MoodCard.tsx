import { useEffect, useState } from 'preact/hooks';
import { Button } from '../design/Button';
import { Loading, Notice } from '../design/State';
import { tell } from '../design/toasts';
import { orSay } from '../messages/acting';
import { client } from '../session/client';
import type { EmotionUpdate } from '../session/contract';
import { me } from '../session/phase';
import { explain } from '../session/refusals';
import { faceWords } from '../words/faces';
import { useConsent } from './consent';
import { forgetMood, mood } from './current';
import { MoodChart } from './MoodChart';
import { MoodChoices } from './MoodChoices';
import { MoodConsent } from './MoodConsent';
import './moods.css';

export function MoodCard() {
  const { moods: said } = faceWords();
  const [problem, setProblem] = useState('');
  const [history, setHistory] = useState<readonly EmotionUpdate[] | null>(null);
  const fail = (failure: unknown) => setProblem(explain(failure));
  const consent = useConsent(fail);
  const look = () => { client.hub.getEmotions({ limit: 1_000 }).then(setHistory, fail); };
  useEffect(look, [mood.value?.order]);

  const remove = async () => {
    if (!confirm(said.deleteSure) || !await orSay(client.hub.deleteEmotions())) { return; }
    forgetMood();
    tell(said.deleted);
    look();
  };
  return (
    <section class="card">
      <h2>{said.title}</h2>
      <p class="soft small">{said.note}</p>
      {problem ? <Notice look="danger">{problem}</Notice> : !consent ? <Loading /> : <MoodConsent />}
      {consent?.emotions && me.value?.role !== 'agent' && <MoodChoices />}
      <h3 class="label">{said.history}</h3>
      {history === null ? !problem && <Loading /> : history.length === 0 ? <p class="soft small">{said.nothing}</p> : (
        <>
          <MoodChart history={history} />
          <p class="soft small">{said.historyNote}</p>
          <div class="actions-left"><Button look="danger" icon="trash" onClick={() => void remove()}>{said.delete}</Button></div>
        </>
      )}
    </section>
  );
}
