import { Notice } from '../design/State';
import { orSay } from '../messages/acting';
import { me } from '../session/phase';
import { faceWords } from '../words/faces';
import { changeConsent, consent } from './consent';
import { forgetMood } from './current';

/** The one switch without which no mood is noted; staff has none. */
export function MoodConsent() {
  const { moods: said } = faceWords();
  const given = consent();
  if (me.value?.role === 'agent') { return <Notice>{said.staff}</Notice>; }
  const turn = async (on: boolean) => {
    if (!on && !confirm(said.offSure)) { return; }
    if (await orSay(changeConsent({ emotions: on })) && !on) { forgetMood(); }
  };
  return (
    <label class="switch-row">
      <span class="grow">{said.on}</span>
      <input type="checkbox" class="switch" role="switch" checked={given?.emotions ?? false} disabled={!given}
        onChange={event => { const { checked } = event.currentTarget; event.currentTarget.checked = given?.emotions ?? false; void turn(checked); }} />
    </label>
  );
}
