import { moodWords } from '../words/moods';
import { isMood, moods } from './moods';

/** What a message was written with. */
export function MoodMark({ emotion }: { emotion: string | null | undefined }) {
  if (!isMood(emotion)) { return null; }
  const { wroteAs, names } = moodWords();
  const said = wroteAs(names[emotion]);
  return <span class="mood-mark" role="img" aria-label={said} title={said} data-mood={emotion}>{moods[emotion]}</span>;
}
