import { useEffect, useState } from 'preact/hooks';
import { fetchFile } from '../session/files';

interface Kept { url: Promise<string>; uses: number; made: string | null }

/** Addresses of files as this page may show them: the server gives them to members alone, and an <img> cannot say who asks. */
const kept = new Map<string, Kept>();
const most = 120;

export function useBlob(url: string | undefined): { src: string | undefined; failed: boolean } {
  const [state, setState] = useState<{ src: string | undefined; failed: boolean }>({ src: undefined, failed: false });
  useEffect(() => {
    if (!url) { return; }
    let here = true;
    const entry = take(url);
    entry.url.then(src => { if (here) { setState({ src, failed: false }); } }, () => { if (here) { setState({ src: undefined, failed: true }); } });
    return () => {
      here = false;
      entry.uses--;
      sweep();
    };
  }, [url]);
  return state;
}

function take(url: string): Kept {
  const had = kept.get(url);
  const entry = had ?? { url: make(url), uses: 0, made: null };
  entry.uses++;
  // Used last stands last.
  kept.delete(url);
  kept.set(url, entry);
  if (!had) {
    entry.url.then(made => { entry.made = made; }, () => { kept.delete(url); });
  }
  return entry;
}

async function make(url: string): Promise<string> {
  return URL.createObjectURL(await fetchFile(url));
}

function sweep(): void {
  for (const [url, entry] of kept) {
    if (kept.size <= most) { return; }
    if (entry.uses > 0) { continue; }
    kept.delete(url);
    if (entry.made) { URL.revokeObjectURL(entry.made); }
  }
}
