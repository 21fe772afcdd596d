import { IconButton } from '../design/Button';
import { Icon } from '../design/Icon';
import { go } from '../navigation/place';
import type { Feature } from '../session/contract';
import { serverInfo } from '../session/phase';
import { language, languages, speak, words } from '../words';
import { FaceCard } from '../faces/FaceCard';
import { MoodCard } from '../moods/MoodCard';
import { DataCard } from './DataCard';
import { ProfileCard } from './ProfileCard';
import { SessionsCard } from './SessionsCard';
import { InstallButton } from './InstallButton';
import { theme, themes, wear } from './theme';
import './settings.css';

export function SettingsScreen() {
  const { settings, back } = words();
  return (
    <div class="page">
      <header class="page-head">
        <IconButton class="only-phone" icon="back" label={back} onClick={() => go('/')} />
        <h1>{settings.title}</h1>
      </header>
      <div class="page-inner">
        <ProfileCard />
        <section class="card">
          <h2>{settings.look}</h2>
          <Choices label={settings.language} name="language" value={language.value} options={languages.map(one => ({ value: one.code, text: one.name, lang: one.code }))} onPick={speak} />
          <Choices label={settings.theme} name="theme" value={theme.value} options={themes.map(one => ({ value: one, text: settings.themes[one] }))} onPick={wear} />
          <InstallButton />
        </section>
        <SessionsCard />
        <FaceCard />
        <MoodCard />
        <FeaturesCard />
        <DataCard />
      </div>
    </div>
  );
}

interface ChoicesProps<Value extends string> {
  label: string;
  name: string;
  value: Value;
  options: readonly { value: Value; text: string; lang?: string }[];
  onPick: (value: Value) => void;
}

function Choices<Value extends string>({ label, name, value, options, onPick }: ChoicesProps<Value>) {
  return (
    <fieldset class="field">
      <legend class="label">{label}</legend>
      <div class="choices">
        {options.map(one => (
          <label key={one.value} lang={one.lang}>
            <input type="radio" class="hidden-text" name={name} value={one.value} checked={one.value === value} onChange={() => onPick(one.value)} />{one.text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What is not there is said with the reason that the server gives. */
function FeaturesCard() {
  const { settings } = words();
  const info = serverInfo.value;
  if (!info) { return null; }
  const features = Object.entries(info.features) as [keyof typeof settings.feature, Feature][];
  return (
    <section class="card">
      <h2>{settings.features}</h2>
      <dl class="features">
        {features.map(([name, feature]) => (
          <div key={name}>
            <dt><Icon name={feature.available ? 'check' : 'close'} small />{settings.feature[name]} <span class="tag">{feature.available ? settings.on : settings.off}</span></dt>
            <dd>{feature.detail}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
