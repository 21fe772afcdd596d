import './design/layers.css';
import './design/fonts.css';
import './design/tokens.css';
import './design/base.css';
import './design/parts.css';
import { render } from 'preact';
import { App } from './App';
import { followLinks } from './navigation/place';
import { listenForInstall } from './offline/installing';
import { startOffline } from './offline/start';
import { start } from './session/signing';
import './settings/theme';

const root = document.getElementById('app');
if (root) {
  followLinks();
  listenForInstall();
  startOffline();
  render(<App />, root);
  void start();
}
