import type { ComponentType } from 'preact';
import { SignInScreen } from './accounts/SignInScreen';
import { ChatFrame } from './conversations/ChatFrame';
import { Toasts } from './design/toasts';
import { Loading, Empty } from './design/State';
import { lazy } from './navigation/lazy';
import { place } from './navigation/place';
import type { PlaceName } from './navigation/names';
import { phase } from './session/phase';
import { words } from './words';

const Settings = lazy(() => import('./settings/SettingsScreen').then(module => module.SettingsScreen));
const Admin = lazy(() => import('./admin/AdminScreen').then(module => module.AdminScreen));

const screens: Partial<Record<PlaceName, ComponentType>> = { settings: Settings, admin: Admin };

export function App() {
  return (
    <>
      <Screen />
      <Toasts />
    </>
  );
}

function Screen() {
  const first = (place.value.segments[0] ?? '') as PlaceName;
  if (phase.value === 'starting') { return <main class="whole"><Loading /></main>; }
  if (phase.value === 'signedOut') { return <SignInScreen mode={first === 'register' ? 'up' : 'in'} />; }
  const Part = screens[first];
  if (Part) { return <ChatFrame side={<Part />} name={first} />; }
  return ['', 'c', 'new', 'search', 'sign-in', 'register'].includes(first) ? <ChatFrame name={first} /> : <NotFound />;
}

function NotFound() {
  return (
    <main class="whole">
      <Empty title={words().nothingHere}><a class="button" href="/">{words().toConversations}</a></Empty>
    </main>
  );
}
