import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../design/Button';
import { Notice } from '../design/State';
import { tell } from '../design/toasts';
import { client } from '../session/client';
import type { Id } from '../session/contract';
import { explain } from '../session/refusals';
import { words } from '../words';
import { clockText } from '../words/formats';
import { Recording } from './recording';
import { Wave } from './Wave';
import './voice.css';

const longest = 10 * 60;

export function Recorder({ conversationId, replyTo, onDone }: { conversationId: Id; replyTo: Id | undefined; onDone: () => void }) {
  const { voice, close } = words();
  const [problem, setProblem] = useState('');
  const [seconds, setSeconds] = useState(0);
  const [levels, setLevels] = useState<readonly number[]>([]);
  const recording = useRef<Recording | null>(null);

  useEffect(() => {
    let here = true;
    Recording.begin().then(begun => {
      if (!here) { begun.discard(); return; }
      recording.current = begun;
    }, (failure: unknown) => { if (here) { setProblem(sentence(failure)); } });
    const timer = setInterval(() => {
      const now = recording.current;
      if (!now) { return; }
      setSeconds(now.seconds);
      setLevels(had => [...had.slice(-47), now.level()]);
      if (now.seconds >= longest) { void finish(); }
    }, 100);
    return () => {
      here = false;
      clearInterval(timer);
      recording.current?.discard();
    };
  }, []);

  const finish = async () => {
    const done = recording.current;
    recording.current = null;
    if (!done) { onDone(); return; }
    const file = await done.finish();
    onDone();
    try { await client.send(conversationId, { content: '', type: 'audio', files: [{ file, name: file.name }], replyTo }); } catch (failure) { tell(explain(failure)); }
  };

  if (problem) {
    return <div class="recorder"><Notice look="danger">{problem}</Notice><IconButton icon="close" label={close} onClick={onDone} /></div>;
  }
  const shown = [...new Array<number>(Math.max(0, 48 - levels.length)).fill(0.06), ...levels];
  return (
    <div class="recorder" role="group" aria-label={voice.record}>
      <IconButton icon="trash" look="danger" label={voice.discard} onClick={onDone} />
      <span class="recorder-dot" aria-hidden="true" />
      <span class="voice-time" role="timer" aria-label={voice.recording(clockText(seconds))}>{clockText(seconds)}</span>
      <Wave peaks={shown} part={1} />
      <IconButton icon="send" look="main" label={voice.stop} onClick={() => void finish()} />
    </div>
  );
}

function sentence(failure: unknown): string {
  const { voice } = words();
  const name = failure instanceof DOMException ? failure.name : '';
  return name === 'NotAllowedError' || name === 'SecurityError' ? voice.refused : name === 'NotFoundError' ? voice.none : voice.notHere;
}
