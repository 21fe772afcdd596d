import { useState } from 'preact/hooks';
import { client } from '../session/client';
import type { Emotion } from '../session/contract';
import { explain } from '../session/refusals';
import { Notice } from '../design/State';
import { faceWords } from '../words/faces';
import { moodWords } from '../words/moods';
import { mood } from './current';
import { allMoods, moods } from './moods';

/** Somebody says themselves how they feel. */
export function MoodChoices() {
  const { moods: said } = faceWords();
  const { names } = moodWords();
  const [problem, setProblem] = useState('');
  const now = mood.value;
  const choose = async (emotion: Emotion) => {
    setProblem('');
    try { await client.hub.setEmotion({ emotion }); } catch (failure) { setProblem(explain(failure)); }
  };
  return (
    <>
      <div class="mood-choices" role="group" aria-label={said.how}>
        {allMoods.map(one => (
          <button key={one} type="button" aria-pressed={now?.emotion === one} onClick={() => void choose(one)}>
            <span aria-hidden="true">{moods[one]}</span>{names[one]}
          </button>
        ))}
      </div>
      <p class="soft small" role="status">{now ? said.now(names[now.emotion], said.sources[now.source]) : said.noneNow}</p>
      {problem && <Notice look="danger">{problem}</Notice>}
    </>
  );
}
