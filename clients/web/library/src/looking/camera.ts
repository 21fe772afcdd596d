import { ChatError } from '../chatError.ts';
import type { ChatConnection } from '../connecting/chatConnection.ts';
import type { FrameResult, RegisterUserRequest, SendFrameRequest, Session } from '../generated/contract.ts';
import type { FrameStream } from './frameStream.ts';

/** Whose connection the camera is on, and what is done with it when the camera goes off. */
export interface CameraPlace {
  readonly connection: ChatConnection;

  /** Before anybody hears of an answer: it may have signed somebody in. */
  answered(): Promise<void>;
  register(request: RegisterUserRequest): Promise<Session>;
  leave(stream: FrameStream): Promise<void>;
}

interface Waiting {
  resolve(result: FrameResult): void;
  reject(error: ChatError): void;
}

/** What a camera sees, frame by frame. One is under way at a time, so that nothing piles up anywhere. */
export class Camera {
  readonly #stream: FrameStream;
  #frames = 0;
  #waiting: Waiting | undefined;
  #end: ChatError | undefined;

  constructor(private readonly place: CameraPlace, request: SendFrameRequest) {
    this.#stream = place.connection.look(request, {
      answered: (result) => void this.#answered(result),
      ended: (error) => this.#over(error ?? new ChatError('offline', 'The server ended the camera.')),
    });
    void place.connection.closed.then(() => this.#over(new ChatError('offline', 'The connection was lost.')));
  }

  /** A JPEG, PNG, WebP or AVIF picture; ends with what the server saw in it. */
  async show(image: Uint8Array): Promise<FrameResult> {
    if (this.#waiting) { throw new ChatError('invalid', 'The frame before has not been answered.'); }
    if (this.#end) { throw this.#end; }
    return await new Promise<FrameResult>((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#stream.send({ id: ++this.#frames, image });
    });
  }

  /** Makes an account for whoever is before the camera, and signs it in; only when nobody was signed in before. */
  register(request: RegisterUserRequest): Promise<Session> { return this.place.register({ ...request, useLastFrame: request.useLastFrame ?? true }); }

  async close(): Promise<void> {
    this.#over(new ChatError('aborted', 'The camera is off.'));
    await this.place.leave(this.#stream);
  }

  async #answered(result: FrameResult): Promise<void> {
    if (result.frameId !== this.#frames) { return; }
    try { await this.place.answered(); } finally {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      waiting?.resolve(result);
    }
  }

  #over(error: ChatError): void {
    this.#end ??= error;
    this.#waiting?.reject(this.#end);
    this.#waiting = undefined;
  }
}
