import { connect, createServer } from 'node:net';

/** A line to the server that can be cut like a network that goes away: what is open breaks, and nothing new comes through. */
export class Line {
  #isCut = false;
  /** @type {Set<import('node:net').Socket>} */
  #open = new Set();
  address = '';

  /** @param {URL} target */
  constructor(target) {
    this.server = createServer(socket => {
      if (this.#isCut) { socket.destroy(); return; }
      const onward = connect(Number(target.port), target.hostname);
      for (const end of [socket, onward]) {
        this.#open.add(end);
        end.on('error', () => undefined);
        end.on('close', () => {
          this.#open.delete(end);
          socket.destroy();
          onward.destroy();
        });
      }
      socket.pipe(onward).pipe(socket);
    });
  }

  /** @param {string} address */
  static async to(address) {
    const line = new Line(new URL(address));
    await new Promise(resolve => { line.server.listen(0, '127.0.0.1', () => resolve(undefined)); });
    const at = line.server.address();
    line.address = `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`;
    return line;
  }

  cut() {
    this.#isCut = true;
    for (const socket of this.#open) { socket.destroy(); }
  }

  mend() { this.#isCut = false; }

  close() {
    this.cut();
    this.server.close();
  }
}
