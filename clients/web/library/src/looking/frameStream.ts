import type { ChatError } from '../chatError.ts';
import type { FrameResult, VideoFrame } from '../generated/contract.ts';

/** Frames on their way to the server. After its end nothing is sent. */
export interface FrameStream {
  send(frame: VideoFrame): void;
  stop(): void;
}

export interface FramesHeard {
  answered(result: FrameResult): void;

  /** By the server, with the reason when there is one. */
  ended(error: ChatError | undefined): void;
}
