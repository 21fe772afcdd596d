import { useEffect, useState } from 'preact/hooks';
import { Button } from '../design/Button';
import { Failed, Loading } from '../design/State';
import type { ReplyRecord, ReplyRecordPage, UsageOfDay, UsageReport } from '../session/contract';
import { explain } from '../session/refusals';
import { rest, restText } from '../session/rest';
import { words } from '../words';
import { momentText, numberText, partText } from '../words/formats';
import { Box } from './Box';
import { sumOf } from './metrics';
import './costs.css';

interface Costs { usage: UsageReport; replies: ReplyRecordPage; metrics: string }

const shownDays = 7;

/** What the assistant cost, and whom. */
export function CostsCard() {
  const { admin } = words();
  const [costs, setCosts] = useState<Costs | null>(null);
  const [problem, setProblem] = useState('');
  const look = () => { load().then(now => { setCosts(now); setProblem(''); }, (failure: unknown) => setProblem(explain(failure))); };
  useEffect(look, []);
  if (problem) { return <Failed sentence={problem} onRetry={look} />; }
  if (!costs) { return <Loading />; }
  return (
    <>
      <section class="card">
        <header><h2>{words().costs.title}</h2><Button look="plain" icon="retry" onClick={look}>{admin.refresh}</Button></header>
        <Figures {...costs} />
        <p class="soft small">{words().costs.limitNote}</p>
      </section>
      {costs.usage.days.length > 0 && <Usage usage={costs.usage} />}
      <Replies first={costs.replies} />
    </>
  );
}

function Figures({ usage, metrics }: Costs) {
  const { costs } = words();
  const today = new Date().toISOString().slice(0, 10);
  const all = usage.days.reduce((sum, day) => sum + total(day), 0);
  const now = usage.days.filter(({ day }) => day === today).reduce((sum, day) => sum + total(day), 0);
  const [running, waiting] = ['chat_assistant_running', 'chat_assistant_waiting'].map(name => sumOf(metrics, name) ?? 0);
  const [seconds, count] = ['chat_assistant_first_tokens_seconds_sum', 'chat_assistant_first_tokens_seconds_count'].map(name => sumOf(metrics, name) ?? 0);
  return (
    <dl class="figures">
      <Box name={costs.limit} value={usage.tokensPerDay > 0 ? costs.tokens(numberText(usage.tokensPerDay)) : costs.unlimited} />
      <Box name={costs.today} value={numberText(now)} />
      <Box name={costs.week} value={numberText(all)} />
      <Box name={costs.running} value={numberText(running ?? 0)} />
      <Box name={costs.waiting} value={numberText(waiting ?? 0)} />
      {count ? <Box name={`${costs.firstWord}, ${costs.firstWordNote}`} value={costs.ms(numberText(Math.round((seconds ?? 0) / count * 1_000)))} /> : null}
    </dl>
  );
}

function Usage({ usage }: { usage: UsageReport }) {
  const { costs } = words();
  const limit = usage.tokensPerDay;
  return (
    <section class="card">
      <h2>{costs.usage}</h2>
      <div class="table-scroll" role="region" tabIndex={0} aria-label={costs.usage}>
        <table class="cost-table">
          <thead><tr><th scope="col">{costs.day}</th><th scope="col">{costs.person}</th><th scope="col">{costs.count}</th><th scope="col">{costs.in}</th><th scope="col">{costs.out}</th>{limit > 0 && <th scope="col">{costs.ofLimit}</th>}</tr></thead>
          <tbody>
            {usage.days.map(day => (
              <tr key={`${day.day} ${day.user.id}`}>
                <td>{day.day}</td><td class="cost-person">{day.user.displayName}</td><td>{numberText(day.replies)}</td><td>{numberText(day.tokensIn)}</td><td>{numberText(day.tokensOut)}</td>
                {limit > 0 && <td>{partText(total(day) / limit)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Replies({ first }: { first: ReplyRecordPage }) {
  const { costs, loadMore } = words();
  const [replies, setReplies] = useState<readonly ReplyRecord[]>([]);
  const [next, setNext] = useState<string>();
  const [problem, setProblem] = useState('');
  useEffect(() => { setReplies(first.replies); setNext(first.next); }, [first]);
  const more = () => {
    setProblem('');
    rest<ReplyRecordPage>('GET', `/api/admin/assistant/replies?limit=20&before=${next}`).then(
      page => { setReplies(had => [...had, ...page.replies]); setNext(page.next ?? undefined); }, (failure: unknown) => setProblem(explain(failure)));
  };
  return (
    <section class="card">
      <h2>{costs.replies}</h2>
      {replies.length === 0 ? <p class="soft">{costs.none}</p> : (
        <div class="table-scroll" role="region" tabIndex={0} aria-label={costs.replies}>
          <table class="cost-table">
            <thead><tr><th scope="col">{costs.when}</th><th scope="col">{costs.result}</th><th scope="col" class="cost-person">{costs.model}</th><th scope="col">{costs.in}</th><th scope="col">{costs.out}</th><th scope="col">{costs.first}</th></tr></thead>
            <tbody>
              {replies.map(one => (
                <tr key={`${one.messageId} ${one.askedAt}`}>
                  <td>{momentText(new Date(one.askedAt))}</td><td>{costs.results[one.status ?? 'streaming'] ?? one.status}</td><td class="cost-person">{one.model || '–'}</td>
                  <td>{numberText(one.tokensIn)}</td><td>{numberText(one.tokensOut)}</td><td>{one.firstTokenMs == null ? '–' : costs.ms(numberText(one.firstTokenMs))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {problem && <p class="wrong" role="alert">{problem}</p>}
      {next && <Button look="plain" onClick={more}>{loadMore}</Button>}
    </section>
  );
}

const total = ({ tokensIn, tokensOut }: UsageOfDay): number => tokensIn + tokensOut;

async function load(): Promise<Costs> {
  const [usage, replies, metrics] = await Promise.all([
    rest<UsageReport>('GET', `/api/admin/assistant/usage?days=${shownDays}`), rest<ReplyRecordPage>('GET', '/api/admin/assistant/replies?limit=20'), restText('/metrics'),
  ]);
  return { usage, replies, metrics };
}
