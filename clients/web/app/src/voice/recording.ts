const kinds = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus', 'audio/webm'];
const endings: Record<string, string> = { 'audio/webm': 'webm', 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' };
/** Enough for speech. */
const bitsPerSecond = 32_000;

/** The microphone while it is open. It is closed again in every case. */
export class Recording {
  private readonly parts: Blob[] = [];
  private readonly began = performance.now();
  private readonly samples: Float32Array<ArrayBuffer>;

  private constructor(private readonly stream: MediaStream, private readonly recorder: MediaRecorder, private readonly context: AudioContext, private readonly meter: AnalyserNode) {
    this.samples = new Float32Array(meter.fftSize);
    recorder.addEventListener('dataavailable', event => { if (event.data.size > 0) { this.parts.push(event.data); } });
    recorder.start(1000);
  }

  static async begin(): Promise<Recording> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
    const mimeType = kinds.find(kind => MediaRecorder.isTypeSupported(kind));
    const recorder = new MediaRecorder(stream, { audioBitsPerSecond: bitsPerSecond, ...(mimeType && { mimeType }) });
    const context = new AudioContext();
    const meter = context.createAnalyser();
    meter.fftSize = 512;
    context.createMediaStreamSource(stream).connect(meter);
    return new Recording(stream, recorder, context, meter);
  }

  get seconds(): number { return (performance.now() - this.began) / 1000; }

  /** How loud it is now, between 0 and 1. */
  level(): number {
    this.meter.getFloatTimeDomainData(this.samples);
    return Math.min(1, Math.max(0.06, Math.max(...this.samples.map(Math.abs)) * 1.6));
  }

  async finish(): Promise<File> {
    const stopped = new Promise(resolve => { this.recorder.addEventListener('stop', resolve, { once: true }); });
    this.recorder.stop();
    await stopped;
    this.close();
    const type = this.recorder.mimeType.split(';')[0] ?? 'audio/webm';
    return new File(this.parts, `voice.${endings[type] ?? 'webm'}`, { type });
  }

  discard(): void {
    if (this.recorder.state !== 'inactive') { this.recorder.stop(); }
    this.close();
  }

  private close(): void {
    for (const track of this.stream.getTracks()) { track.stop(); }
    void this.context.close();
  }
}
