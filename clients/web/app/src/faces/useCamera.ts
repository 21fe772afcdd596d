import type { Camera } from '@chat/client';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FrameResult, SendFrameRequest } from '../session/contract';
import { explain } from '../session/refusals';
import { faceWords } from '../words/faces';
import { LensError } from './lens';
import { watch } from './watching';

export interface Look {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly result: FrameResult | null;
  readonly problem: string;
  readonly camera: RefObject<Camera | undefined>;
  tryAgain(): void;
}

/** The camera for as long as the part that calls this is on the screen. */
export function useCamera(request: SendFrameRequest, { paused = false, seen }: { paused?: boolean; seen?: (result: FrameResult) => void } = {}): Look {
  const video = useRef<HTMLVideoElement>(null);
  const camera = useRef<Camera | undefined>(undefined);
  const [result, setResult] = useState<FrameResult | null>(null);
  const [problem, setProblem] = useState('');
  const [turn, setTurn] = useState(0);
  const now = useRef({ paused, seen });
  now.current = { paused, seen };

  useEffect(() => {
    if (!video.current) { return; }
    const off = new AbortController();
    setProblem('');
    watch({
      video: video.current, request, signal: off.signal,
      isPaused: () => now.current.paused,
      opened: opened => { camera.current = opened; },
      seen: next => { setResult(next); now.current.seen?.(next); },
    }).catch((failure: unknown) => { if (!off.signal.aborted) { setProblem(failure instanceof LensError ? faceWords().camera[failure.problem] : explain(failure)); } });
    return () => off.abort();
  }, [turn]);

  return { video, result, problem, camera, tryAgain: () => { setResult(null); setTurn(turn + 1); } };
}
