import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line to the server that can be cut: at once, or so that one direction goes silent first. */
export class CuttableLine {
  readonly #open = new Set<{ readonly here: Socket; readonly there: Socket }>();
  readonly #server: Server;
  isDown = false;

  private constructor(target: URL) {
    this.#server = createServer((here) => {
      if (this.isDown) { here.destroy(); return; }
      const there = connect(Number(target.port), target.hostname);
      const pair = { here, there };
      this.#open.add(pair);
      here.pipe(there);
      there.pipe(here);
      for (const socket of [here, there]) {
        socket.on('error', () => undefined);
        socket.on('close', () => { here.destroy(); there.destroy(); this.#open.delete(pair); });
      }
    });
  }

  static async to(target: string): Promise<CuttableLine> {
    const line = new CuttableLine(new URL(target));
    await new Promise<void>((resolve) => { line.#server.listen(0, '127.0.0.1', resolve); });
    return line;
  }

  get address(): string { return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`; }

  cut(): void { for (const { here, there } of this.#open) { here.destroy(); there.destroy(); } }

  /** What the client says from now on, the server never hears. */
  muteClient(): void { for (const { here, there } of this.#open) { here.unpipe(there); here.resume(); } }

  /** What the server says from now on, the client never hears. */
  muteServer(): void { for (const { here, there } of this.#open) { there.unpipe(here); there.resume(); } }

  close(): void {
    this.cut();
    this.#server.close();
  }
}
