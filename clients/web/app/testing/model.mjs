/** The model behind the server, which says what it is told: its host does so when it is asked. */
export class Model {
  /** @param {import('./stage.mjs').Stage} stage */
  constructor(stage) { this.stage = stage; }

  /** A piece of the answer to the question that is asked, or will be. @param {string} text */
  async say(text) { await this.stage.ask(`say ${JSON.stringify(text)}`); }

  /** @param {number} [tokens] */
  async end(tokens = 10) { await this.stage.ask(`end ${tokens}`); }

  /** @param {string} text */
  async answer(text) {
    await this.say(text);
    await this.end();
  }

  /** @param {number} status */
  async refuse(status) { await this.stage.ask(`refuse ${status}`); }
}
