import { useEffect, useState } from 'preact/hooks';
import { Button } from '../design/Button';
import { Failed, Loading } from '../design/State';
import { serverInfo } from '../session/phase';
import { explain } from '../session/refusals';
import { restText } from '../session/rest';
import { words } from '../words';
import { numberText, sizeText } from '../words/formats';
import { Box } from './Box';
import { sumOf } from './metrics';

interface Health { isReady: boolean; causes: readonly string[]; metrics: string }

const pause = 10_000;

export function HealthCard() {
  const { admin } = words();
  const [health, setHealth] = useState<Health | null>(null);
  const [problem, setProblem] = useState('');
  const look = () => { load().then(now => { setHealth(now); setProblem(''); }, (failure: unknown) => setProblem(explain(failure))); };
  useEffect(() => {
    look();
    const timer = setInterval(() => { if (document.visibilityState === 'visible') { look(); } }, pause);
    return () => clearInterval(timer);
  }, []);
  if (problem && !health) { return <Failed sentence={problem} onRetry={look} />; }
  if (!health) { return <Loading />; }
  return (
    <section class="card">
      <header><h2>{admin.health}</h2><Button look="plain" icon="retry" onClick={look}>{admin.refresh}</Button></header>
      <p class="health" role="status" data-bad={health.isReady ? undefined : ''}><span class="dot" aria-hidden="true" />{health.isReady ? admin.ready : admin.notReady}</p>
      {health.causes.length > 0 && <ul>{health.causes.map(cause => <li key={cause}>{cause}</li>)}</ul>}
      <dl class="figures">
        {serverInfo.value && <Box name={admin.version} value={serverInfo.value.version} />}
        {figures(health.metrics).map(([name, value]) => <Box key={name} name={name} value={value} />)}
      </dl>
    </section>
  );
}

function figures(metrics: string): [string, string][] {
  const { admin } = words();
  const wanted: [string, string, (value: number) => string][] = [
    [admin.connections, 'chat_hub_connections', numberText],
    [admin.waiting, 'chat_outbox_waiting', numberText],
    [admin.calls, 'chat_hub_calls_seconds_count', numberText],
    [admin.memory, 'dotnet_process_memory_working_set_bytes', sizeText],
  ];
  return wanted.flatMap(([label, series, text]) => {
    const value = sumOf(metrics, series);
    return value === undefined ? [] : [[label, text(value)] as [string, string]];
  });
}

async function load(): Promise<Health> {
  const ready = await fetch('/health/ready');
  const answer = await ready.json() as { causes?: string[] };
  return { isReady: ready.ok, causes: answer.causes ?? [], metrics: await restText('/metrics') };
}
