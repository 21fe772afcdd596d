import { useEffect, useState } from 'preact/hooks';
import { Button, IconButton } from '../design/Button';
import { Field } from '../design/Field';
import { Icon } from '../design/Icon';
import { Notice } from '../design/State';
import { lazy } from '../navigation/lazy';
import { go } from '../navigation/place';
import { askServer, serverInfo, wasSignedOut } from '../session/phase';
import { register, signIn } from '../session/signing';
import { language, languages, speak, words } from '../words';
import './accounts.css';
import { useAccountForm } from './useAccountForm';

type Mode = 'in' | 'up';

const FaceDoor = lazy(() => import('../faces/FaceDoor').then(module => module.FaceDoor));

export function SignInScreen({ mode }: { mode: Mode }) {
  const { sign, slogan, chat } = words();
  useEffect(() => { void askServer(); }, []);
  return (
    <main class="door">
      <div class="door-art" aria-hidden="true"><Tea /></div>
      <section class="door-form">
        <header>
          <p class="wordmark"><img src="/mark.svg" alt="" width="36" height="36" />{chat}</p>
          <LanguageChoice />
        </header>
        <div class="door-middle">
          <h1>{mode === 'in' ? sign.inTitle : sign.upTitle}</h1>
          <p class="soft">{slogan}</p>
          {wasSignedOut.value && <Notice>{sign.ended}</Notice>}
          <SignForm key={mode} mode={mode} />
          <ByFace mode={mode} />
          <p class="soft">
            {mode === 'in' ? sign.noAccount : sign.haveAccount}{' '}
            <a class="text-link" href={mode === 'in' ? '/register' : '/sign-in'}>{mode === 'in' ? sign.up : sign.in}</a>
          </p>
        </div>
        <footer class="soft">{serverInfo.value && sign.server(serverInfo.value.version)}</footer>
      </section>
    </main>
  );
}

/** Beside the password, never in its place. */
function ByFace({ mode }: { mode: Mode }) {
  const { sign } = words();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon="camera" wide onClick={() => setOpen(true)}>{mode === 'in' ? sign.byFace : sign.upByFace}</Button>
      {open && <FaceDoor mode={mode} onClose={() => setOpen(false)} />}
    </>
  );
}

function SignForm({ mode }: { mode: Mode }) {
  const { sign } = words();
  const { busy, refusal, wrong, form } = useAccountForm(async given => {
    await (mode === 'in' ? signIn(given.username, given.password) : register({ ...given, language: language.value }));
    if (/^\/(sign-in|register)/.test(location.pathname)) { go('/', 'replace'); }
  });

  return (
    <form {...form}>
      {mode === 'up' && <Field name="displayName" label={sign.displayName} autoComplete="name" maxLength={serverInfo.value?.limits.displayNameLength} />}
      <Field name="username" label={sign.username} autoComplete="username" autoCapitalize="none" spellcheck={false} required wrong={wrong('username')}
        note={mode === 'up' ? sign.usernameNote : undefined} />
      <PasswordField mode={mode} wrong={wrong('password')} />
      {refusal && <Notice look="danger">{refusal}</Notice>}
      <Button look="main" type="submit" busy={busy} wide>{mode === 'in' ? sign.in : sign.up}</Button>
    </form>
  );
}

function PasswordField({ mode, wrong }: { mode: Mode; wrong: string | undefined }) {
  const { sign } = words();
  const [shown, setShown] = useState(false);
  const least = serverInfo.value?.limits.passwordMinLength ?? 8;
  return (
    <div class="password">
      <Field name="password" label={sign.password} type={shown ? 'text' : 'password'} autoComplete={mode === 'in' ? 'current-password' : 'new-password'} required
        wrong={wrong} note={mode === 'up' ? sign.passwordNote(least) : undefined} />
      <IconButton icon="eye" label={shown ? sign.hide : sign.show} aria-pressed={shown} onClick={() => setShown(!shown)} />
    </div>
  );
}

export function LanguageChoice() {
  return (
    <label class="language">
      <span class="hidden-text">{words().settings.language}</span>
      <select value={language.value} onChange={event => speak(event.currentTarget.value === 'vi' ? 'vi' : 'en')}>
        {languages.map(one => <option key={one.code} value={one.code} lang={one.code}>{one.name}</option>)}
      </select>
      <Icon name="next" small />
    </label>
  );
}

/** Bowls on a table: the identity's one picture. */
function Tea() {
  return (
    <svg viewBox="0 0 600 800" preserveAspectRatio="xMidYMid slice">
      <circle cx="430" cy="190" r="108" class="tea-sun" />
      <path class="tea-far" d="M0 560c90-60 180-60 300-20s220 30 300-30v290H0Z" />
      <path class="tea-bowl" d="M90 430h300c0 92-72 170-164 170h-34L128 660v-86c-24-34-38-82-38-144Z" />
      <path class="tea-steam" d="M196 372c54 0 76-26 76-70M262 372c34 0 52-20 52-54" />
      <path class="tea-bowl two" d="M362 588h168c0 54-42 96-94 96h-22l-40 36v-52c-8-20-12-48-12-80Z" />
    </svg>
  );
}
