import { useState } from 'preact/hooks';
import { Icon } from '../design/Icon';
import { lazy } from '../navigation/lazy';
import { moodWords } from '../words/moods';
import { mood } from './current';
import { moods } from './moods';

const MoodDialog = lazy(() => import('./MoodDialog').then(module => module.MoodDialog));

/** In the rail: how the user feels, and the way to say it. */
export function MoodButton() {
  const [open, setOpen] = useState(false);
  const { mood: label, moodNow, names } = moodWords();
  const now = mood.value;
  return (
    <>
      <button type="button" class="rail-link" aria-haspopup="dialog" aria-label={now ? moodNow(names[now.emotion]) : label} title={label} onClick={() => setOpen(true)}>
        {now ? <span class="rail-mood" aria-hidden="true" data-mood={now.emotion}>{moods[now.emotion]}</span> : <Icon name="smile" />}
        <span class="rail-words">{label}</span>
      </button>
      {open && <MoodDialog onClose={() => setOpen(false)} />}
    </>
  );
}
