import { fetchFile } from '../session/files';

export interface Sound { blob: Blob; seconds: number; peaks: readonly number[] }

const known = new Map<string, Promise<Sound>>();
const bars = 48;
const most = 40;
/** Beyond it the decoded sound would take too much memory; such a file is played without a picture of it. */
const largest = 8_000_000;

/** A sound with its length and its loudness in as many steps as bars are drawn. */
export function loadSound(url: string): Promise<Sound> {
  const had = known.get(url);
  if (had) { return had; }
  const loading = load(url);
  known.set(url, loading);
  loading.catch(() => known.delete(url));
  const [oldest] = known.keys();
  if (known.size > most && oldest) { known.delete(oldest); }
  return loading;
}

async function load(url: string): Promise<Sound> {
  const blob = await fetchFile(url);
  if (blob.size > largest) { return { blob, seconds: 0, peaks: new Array<number>(bars).fill(0.3) }; }
  const context = new OfflineAudioContext(1, 1, 16_000);
  const buffer = await context.decodeAudioData(await blob.arrayBuffer());
  return { blob, seconds: buffer.duration, peaks: peaksOf(buffer.getChannelData(0)) };
}

export function peaksOf(samples: Float32Array, count = bars): number[] {
  const step = Math.max(1, Math.floor(samples.length / count));
  const loud = Array.from({ length: count }, (_, bar) => {
    let most = 0;
    for (let at = bar * step; at < Math.min(samples.length, (bar + 1) * step); at++) { most = Math.max(most, Math.abs(samples[at] ?? 0)); }
    return most;
  });
  const loudest = Math.max(0.01, ...loud);
  return loud.map(value => Math.max(0.06, value / loudest));
}
