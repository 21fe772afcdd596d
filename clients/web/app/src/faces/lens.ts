/** Wide enough for every model of the server, and small enough for a slow line. */
const widest = 640;
const quality = 0.85;

/** Why there is no picture; the screens have a sentence for each. */
export type LensProblem = 'notHere' | 'none' | 'refused' | 'busy';

export class LensError extends Error {
  constructor(readonly problem: LensProblem) { super(problem); }
}

/** The camera of this device. */
export class Lens {
  readonly #canvas = new OffscreenCanvas(1, 1);

  private constructor(private readonly stream: MediaStream, private readonly video: HTMLVideoElement) {}

  static async open(video: HTMLVideoElement): Promise<Lens> {
    // Absent where pages are not secure, whatever the types say.
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (!devices) { throw new LensError('notHere'); }
    try {
      const stream = await devices.getUserMedia({ video: { facingMode: 'user', width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 15 } } });
      const lens = new Lens(stream, video);
      video.srcObject = stream;
      await video.play().catch((failure: unknown) => { lens.close(); throw failure; });
      return lens;
    } catch (failure) { throw new LensError(problemOf(failure)); }
  }

  /** What it sees now, as a JPEG. */
  async grab(): Promise<Uint8Array> {
    const { videoWidth, videoHeight } = this.video;
    const scale = Math.min(1, widest / videoWidth);
    const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) { Object.assign(this.#canvas, { width, height }); }
    this.#canvas.getContext('2d', { willReadFrequently: true })?.drawImage(this.video, 0, 0, width, height);
    return new Uint8Array(await (await this.#canvas.convertToBlob({ type: 'image/jpeg', quality })).arrayBuffer());
  }

  get hasPicture(): boolean { return this.video.videoWidth > 0 && this.stream.active; }

  close(): void {
    for (const track of this.stream.getTracks()) { track.stop(); }
    if (this.video.srcObject === this.stream) { this.video.srcObject = null; }
  }
}

function problemOf(failure: unknown): LensProblem {
  switch (failure instanceof DOMException ? failure.name : '') {
    case 'NotAllowedError': case 'SecurityError': return 'refused';
    case 'NotFoundError': case 'OverconstrainedError': return 'none';
    default: return 'busy';
  }
}
