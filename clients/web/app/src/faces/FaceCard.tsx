import { useEffect, useState } from 'preact/hooks';
import { Button } from '../design/Button';
import { Icon } from '../design/Icon';
import { Loading, Notice } from '../design/State';
import { orSay } from '../messages/acting';
import { lazy } from '../navigation/lazy';
import { changeConsent, useConsent } from '../moods/consent';
import { client } from '../session/client';
import type { FaceDevice } from '../session/contract';
import { me, serverInfo } from '../session/phase';
import { explain } from '../session/refusals';
import { faceWords } from '../words/faces';
import { agoText } from '../words/formats';
import { faceDevice, keepFaceDevice } from './device';
import './faces.css';

const EnrolDialog = lazy(() => import('./EnrolDialog').then(module => module.EnrolDialog));

/** Whether one's face opens devices, and which. */
export function FaceCard() {
  const { card } = faceWords();
  const feature = serverInfo.value?.features.faces;
  return (
    <section class="card">
      <h2>{card.title}</h2>
      {feature && !feature.available ? <Notice>{card.notHere} {feature.detail}</Notice> : <Own />}
    </section>
  );
}

function Own() {
  const { card } = faceWords();
  const [problem, setProblem] = useState('');
  const [devices, setDevices] = useState<readonly FaceDevice[] | null>(null);
  const [enrolling, setEnrolling] = useState(false);
  const fail = (failure: unknown) => setProblem(explain(failure));
  const consent = useConsent(fail);
  const look = () => { client.hub.getFaceDevices().then(setDevices, fail); };
  useEffect(look, []);
  if (problem) { return <Notice look="danger">{problem}</Notice>; }
  if (!consent || !devices) { return <Loading />; }

  const after = async (work: Promise<unknown>) => {
    if (await orSay(work) && await orSay(client.refreshUser())) { look(); }
  };
  const turn = (on: boolean) => {
    if (on) { setEnrolling(true); } else if (confirm(card.offSure)) { void after(changeConsent({ faces: false })); }
  };
  const enrolled = () => {
    setEnrolling(false);
    void after(client.hub.getFaceDevices().then(all => {
      const newest = [...all].sort((one, other) => Date.parse(other.enrolledAt) - Date.parse(one.enrolledAt))[0];
      if (newest) { keepFaceDevice(newest.id); }
    }));
  };

  const hasFace = me.value?.hasFace ?? false;
  return (
    <>
      <p class="soft small">{card.note}</p>
      <label class="switch-row">
        <span class="grow">{card.on}</span>
        <input type="checkbox" class="switch" role="switch" checked={consent.faces && hasFace}
          onChange={event => { const { checked } = event.currentTarget; event.currentTarget.checked = consent.faces && hasFace; turn(checked); }} />
      </label>
      <p class="small" role="status">{hasFace ? card.enrolled : card.notEnrolled}</p>
      <div class="actions-left">
        <Button icon="camera" onClick={() => setEnrolling(true)}>{hasFace && devices.some(one => one.id === faceDevice()) ? card.addMore : card.add}</Button>
        {hasFace && <Button look="danger" icon="trash" onClick={() => { if (confirm(card.forgetSure)) { void after(client.hub.deleteFace()); } }}>{card.forget}</Button>}
      </div>
      {hasFace && <p class="soft small">{card.addMoreNote}</p>}
      <h3 class="label">{card.devices}</h3>
      {devices.length === 0 ? <p class="soft small">{card.none}</p> : (
        <ul class="rows">{devices.map(device => <DeviceRow key={device.id} device={device} onRevoke={() => void after(client.hub.revokeFaceDevice({ deviceId: device.id }))} />)}</ul>
      )}
      {enrolling && <EnrolDialog onClose={() => setEnrolling(false)} onDone={enrolled} />}
    </>
  );
}

function DeviceRow({ device, onRevoke }: { device: FaceDevice; onRevoke: () => void }) {
  const { card } = faceWords();
  const name = device.name === 'device' ? card.device : device.name;
  return (
    <li class="row face-device">
      <Icon name="device" />
      <span class="grow">
        <span class="name">{name}</span>
        {device.id === faceDevice() && <span class="tag">{card.thisDevice}</span>}
        <span class="under">{card.since(agoText(new Date(device.enrolledAt)))} · {device.lastUsedAt ? card.used(agoText(new Date(device.lastUsedAt))) : card.neverUsed}</span>
      </span>
      <Button aria-label={card.revokeOf(name)} onClick={onRevoke}>{card.revoke}</Button>
    </li>
  );
}
