import { useState } from 'preact/hooks';
import { client } from '../session/client';
import type { EmotionUpdate } from '../session/contract';
import { faceWords } from '../words/faces';
import { fullTime, shortWhen } from '../words/formats';
import { moodWords } from '../words/moods';
import { allMoods, moods } from './moods';

const day = 86_400_000;
const lengths = { day, week: 7 * day, month: 30 * day };
type Range = keyof typeof lengths;

/** A lane for each mood and a mark for each time it was noted. */
export function MoodChart({ history }: { history: readonly EmotionUpdate[] }) {
  const { moods: said } = faceWords();
  const { names } = moodWords();
  const [range, setRange] = useState<Range>('day');
  const end = client.now();
  const start = end - lengths[range];
  const shown = history.filter(one => Date.parse(one.at) >= start);
  return (
    <div class="mood-chart">
      <fieldset class="field">
        <legend class="hidden-text">{said.range}</legend>
        <div class="choices">
          {(Object.keys(lengths) as Range[]).map(one => (
            <label key={one}><input type="radio" class="hidden-text" name="mood-range" checked={one === range} onChange={() => setRange(one)} />{said.ranges[one]}</label>
          ))}
        </div>
      </fieldset>
      <ul class="mood-lanes">
        {allMoods.map(mood => {
          const times = shown.filter(one => one.emotion === mood);
          return (
            <li key={mood} data-mood={mood} data-count={times.length}>
              <span class="mood-lane-name"><span aria-hidden="true">{moods[mood]}</span>{names[mood]}</span>
              <span class="mood-lane" aria-hidden="true">
                {times.map(one => <i key={one.order ?? one.at} data-source={one.source} style={{ insetInlineStart: `${(Date.parse(one.at) - start) / (end - start) * 100}%` }} />)}
              </span>
              <span class="mood-count">{times.length > 0 ? said.times(times.length) : '–'}</span>
            </li>
          );
        })}
      </ul>
      <p class="mood-axis" aria-hidden="true"><span>{shortWhen(new Date(start))}</span><span>{said.now2}</span></p>
      <p class="mood-legend" aria-hidden="true">
        <span><i />{said.sources.face}</span><span><i data-source="manual" />{said.sources.manual}</span>
      </p>
      <details>
        <summary>{said.list}</summary>
        <div class="table-scroll" role="region" aria-label={said.list} tabIndex={0}>
          <table class="mood-table">
            <thead><tr><th scope="col">{said.when}</th><th scope="col">{said.which}</th><th scope="col">{said.from}</th></tr></thead>
            <tbody>
              {shown.slice(-100).reverse().map(one => (
                <tr key={one.order ?? one.at}><td>{fullTime(new Date(one.at))}</td><td>{names[one.emotion]}</td><td>{said.sources[one.source]}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  );
}
