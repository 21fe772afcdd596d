import { useEffect, useState } from 'preact/hooks';
import { Button } from '../design/Button';
import { Icon } from '../design/Icon';
import { Loading, Notice } from '../design/State';
import { orSay } from '../messages/acting';
import type { SessionRecord } from '../session/contract';
import { countUnsent } from '../session/conversations';
import { explain } from '../session/refusals';
import { rest } from '../session/rest';
import { signOut, signOutEverywhere } from '../session/signing';
import { words } from '../words';
import { agoText } from '../words/formats';

export function SessionsCard() {
  const { settings, sign } = words();
  const [sessions, setSessions] = useState<readonly SessionRecord[] | null>(null);
  const [problem, setProblem] = useState('');
  const look = () => {
    setProblem('');
    rest<SessionRecord[]>('GET', '/api/me/sessions').then(setSessions, (failure: unknown) => setProblem(explain(failure)));
  };
  useEffect(look, []);

  const end = async (session: SessionRecord) => {
    if (session.isCurrent) { leave(); return; }
    if (await orSay(rest('DELETE', `/api/me/sessions/${session.id}`))) { look(); }
  };
  const leave = () => { if (countUnsent() === 0 || confirm(sign.outWaiting(countUnsent()))) { void signOut(); } };
  const leaveAll = () => { if (confirm(settings.endAllSure)) { void orSay(signOutEverywhere()); } };

  return (
    <section class="card">
      <h2>{settings.sessions}</h2>
      {problem ? <Notice look="danger">{problem}</Notice> : sessions === null ? <Loading /> : (
        <ul class="rows">
          {sessions.map(session => (
            <li key={session.id} class="row">
              <Icon name="device" />
              <span class="grow">
                <span class="name">{session.isCurrent ? settings.thisDevice : settings.otherDevice}</span>
                <span class="under">{settings.since(agoText(new Date(session.createdAt)))} · {settings.until(agoText(new Date(session.expiresAt)))}</span>
              </span>
              {!session.isCurrent && <Button onClick={() => void end(session)}>{settings.endSession}</Button>}
            </li>
          ))}
        </ul>
      )}
      <p class="soft small">{settings.sessionsNote}</p>
      <div class="actions-left">
        <Button icon="leave" onClick={leave}>{sign.out}</Button>
        <Button look="danger" onClick={leaveAll}>{settings.endAll}</Button>
      </div>
    </section>
  );
}
