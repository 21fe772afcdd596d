import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../design/Button';
import type { Attachment } from '../session/contract';
import { words } from '../words';
import { clockText } from '../words/formats';
import { loadSound, type Sound } from './peaks';
import { Wave } from './Wave';
import './voice.css';

const flat = new Array<number>(48).fill(0.12);
const speeds = [1, 1.5, 2] as const;
let playing: HTMLAudioElement | null = null;

export function VoicePlayer({ attachment }: { attachment: Attachment }) {
  const { voice } = words();
  const audio = useRef<HTMLAudioElement>(null);
  const [sound, setSound] = useState<Sound | null>(null);
  const [source, setSource] = useState<string>();
  const [failed, setFailed] = useState(false);
  const [isPlaying, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [speed, setSpeed] = useState<(typeof speeds)[number]>(1);

  useEffect(() => {
    let made: string | undefined;
    let here = true;
    loadSound(attachment.url).then(loaded => {
      if (!here) { return; }
      made = URL.createObjectURL(loaded.blob);
      setSound(loaded);
      setSource(made);
    }, () => { if (here) { setFailed(true); } });
    return () => { here = false; if (made) { URL.revokeObjectURL(made); } };
  }, [attachment.url]);
  useEffect(() => { if (audio.current) { audio.current.playbackRate = speed; } }, [speed]);

  if (failed) { return <p class="voice-failed">{voice.failed}</p>; }
  const seconds = sound?.seconds || (audio.current && Number.isFinite(audio.current.duration) ? audio.current.duration : 0);
  const toggle = () => {
    const shown = audio.current;
    if (!shown) { return; }
    if (!shown.paused) { shown.pause(); return; }
    if (playing !== shown) { playing?.pause(); }
    playing = shown;
    shown.playbackRate = speed;
    shown.play().catch(() => setFailed(true));
  };
  const seek = (to: number) => {
    setAt(to);
    if (audio.current) { audio.current.currentTime = to; }
  };

  return (
    <span class="voice">
      <audio ref={audio} src={source} preload="auto" onPlay={() => setPlaying(true)} onPause={() => setPlaying(false)}
        onTimeUpdate={event => setAt(event.currentTarget.currentTime)} onEnded={() => { setPlaying(false); setAt(0); }} />
      <IconButton icon={isPlaying ? 'pause' : 'play'} look="main" label={`${isPlaying ? voice.pause : voice.play}: ${voice.name}`} disabled={!source} onClick={toggle} />
      <span class="voice-line">
        <Wave peaks={sound?.peaks ?? flat} part={seconds > 0 ? at / seconds : 0} />
        <input type="range" class="voice-seek" min={0} max={Math.max(seconds, 0.1)} step={0.1} value={at} aria-label={`${voice.position}: ${voice.name}`}
          aria-valuetext={clockText(at)} onInput={event => seek(Number(event.currentTarget.value))} />
      </span>
      <span class="voice-time">{clockText(isPlaying || at > 0 ? at : seconds)}</span>
      <button type="button" class="voice-speed" aria-label={`${voice.speed}: ${speed}×`} onClick={() => setSpeed(speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1)}>{speed}×</button>
    </span>
  );
}
