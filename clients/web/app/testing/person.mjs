import { until } from './stage.mjs';

let next = 0;

// What Chromium itself writes when a connection fails; a scenario that cuts one expects it.
const lostConnection = /net::ERR_|WebSocket connection to '[^']*' failed|WebSocket is closed before|Failed to load resource: the server responded with a status of 50[234]/;

/** Somebody with a browser of their own. */
export class Person {
  /** @type {import('playwright-core').Page[]} */
  pages = [];
  password = 'correct horse 9 battery';

  /**
   * @param {import('./stage.mjs').Stage} stage
   * @param {import('playwright-core').BrowserContext} context
   * @param {string} name
   * @param {string} address
   * @param {boolean} mayLoseConnection
   */
  constructor(stage, context, name, address, mayLoseConnection) {
    this.stage = stage;
    this.context = context;
    this.name = name;
    this.address = address;
    this.mayLoseConnection = mayLoseConnection;
    this.username = `${name.normalize('NFD').replace(/[^a-z]/gi, '').toLowerCase().slice(0, 12) || 'somebody'}-${process.pid.toString(36)}${(next++).toString(36)}`;
    context.on('request', request => {
      const { protocol, origin } = new URL(request.url());
      if (origin !== new URL(address).origin && !['blob:', 'data:'].includes(protocol)) { this.#wrong(`a request to ${request.url()}`); }
    });
  }

  /** The tab in front. */
  get page() {
    const page = this.pages.at(-1);
    if (!page) { throw new Error(`${this.name} has no tab.`); }
    return page;
  }

  async newPage(path = '') {
    const page = await this.context.newPage();
    this.pages.push(page);
    page.on('pageerror', error => this.#wrong(`an error: ${error.stack ?? error.message}`));
    page.on('console', message => {
      const text = message.text();
      if (!['error', 'warning'].includes(message.type()) || (this.mayLoseConnection && lostConnection.test(text))) { return; }
      this.#wrong(`on the console: ${text} (${message.location().url})`);
    });
    page.on('dialog', dialog => {
      if (dialog.type() !== 'confirm') { this.#wrong(`a dialog: ${dialog.message()}`); }
      void dialog.accept();
    });
    if (path) { await page.goto(this.address + path); }
    return page;
  }

  /** @param {string} what */
  #wrong(what) { this.stage.wrongs.push(`${this.name}: ${what}`); }

  /** @param {string} path */
  async go(path) { await this.page.goto(this.address + path); }

  async register() {
    await this.go('/register');
    await this.page.locator('input[name=displayName]').fill(this.name);
    await this.page.locator('input[name=username]').fill(this.username);
    await this.page.locator('input[name=password]').fill(this.password);
    await this.page.locator('button[type=submit]').click();
    await this.isIn();
  }

  async signIn() {
    await this.page.locator('input[name=username]').fill(this.username);
    await this.page.locator('input[name=password]').fill(this.password);
    await this.page.locator('button[type=submit]').click();
    await this.isIn();
  }

  async isIn() { await this.page.locator('.frame').waitFor(); }

  /** Nothing is known to be missing. */
  async isCurrent() { await until(async () => await this.page.locator('.frame').count() === 1 && await this.page.locator('.status-strip').count() === 0, `${this.name} is current`); }

  /**
   * Begins a conversation with somebody by the app's own ways.
   * @param {Person[]} others
   * @param {string} [title]
   */
  async begin(others, title) {
    await this.page.getByRole('button', { name: 'New conversation' }).first().click();
    const dialog = this.page.getByRole('dialog');
    for (const other of others) {
      await dialog.getByRole('searchbox').fill(other.username);
      await dialog.locator('label.row', { hasText: other.username }).click();
    }
    if (title) {
      if (others.length === 1) { await dialog.getByRole('button', { name: 'Make a group' }).click(); }
      await dialog.getByLabel('Name of the group').fill(title);
      await dialog.getByRole('button', { name: 'Make the group' }).click();
    } else {
      await dialog.getByRole('button', { name: 'Write', exact: true }).click();
    }
    await this.field.waitFor();
    return this.conversationId;
  }

  /** Begins a conversation with the assistant by the app's own ways. */
  async talk() {
    await this.page.getByRole('button', { name: 'New conversation', exact: true }).first().click();
    const before = this.conversationId;
    await this.page.getByRole('dialog').getByRole('button', { name: /^Talk with the assistant/ }).click();
    await until(() => this.conversationId !== '' && this.conversationId !== before, 'the conversation is open');
    await this.field.waitFor();
    return this.conversationId;
  }

  /** The newest reply of the assistant. */
  get reply() { return this.page.locator('.message-row[data-seq] .reply').last(); }

  /** @param {string} title */
  async open(title) {
    await this.row(title).locator('a').click();
    await this.field.waitFor();
  }

  /**
   * A conversation in the list.
   * @param {string} title
   */
  row(title) { return this.page.locator('.conversations li', { has: this.page.locator('.name', { hasText: title }) }); }

  get conversationId() { return new URL(this.page.url()).pathname.split('/')[2] ?? ''; }

  get field() { return this.page.locator('.composer textarea'); }

  /** @param {string} text */
  async write(text) {
    await this.field.fill(text);
    await this.field.press('Enter');
  }

  /**
   * A message that the server has, by words in it.
   * @param {string} text
   */
  message(text) { return this.page.locator('.message-row[data-seq]', { hasText: text }); }

  /** @param {string} text */
  async sees(text) { await this.message(text).first().waitFor(); }

  /**
   * This browser keeps a message for times without a network.
   * @param {string} text
   */
  async keeps(text) {
    await until(() => this.page.evaluate(async wanted => {
      /** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
      const answered = request => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const { name = '' } of await indexedDB.databases()) {
        const database = await answered(indexedDB.open(name));
        try {
          if (!database.objectStoreNames.contains('conversations')) { continue; }
          const kept = await answered(database.transaction('conversations').objectStore('conversations').getAll());
          if (kept.some(({ messages }) => messages.some((/** @type {{ content: string }} */ message) => message.content === wanted))) { return true; }
        } finally { database.close(); }
      }
      return false;
    }, text), `${this.name}'s browser keeps “${text}”`);
  }

  /**
   * The menu of a message, by the keyboard.
   * @param {string} text
   * @param {string} item
   */
  async choose(text, item) {
    await this.message(text).locator('.message').focus();
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** Reads the whole conversation from its end to its beginning, as it is shown: seq and text. */
  async readAll() {
    /** @type {Map<number, string>} */
    const seen = new Map();
    const list = this.page.locator('.messages');
    await list.evaluate(element => { element.scrollTop = element.scrollHeight; });
    await until(async () => {
      const look = await list.evaluate(element => {
        const rows = [...element.querySelectorAll('.message-row')];
        const shown = rows.map(row => [Number(row.getAttribute('data-seq')), row.querySelector('.markdown')?.textContent ?? '']);
        const complete = !element.querySelector('.ghost') && rows.length > 0;
        const atStart = rows.some(row => row.getAttribute('data-row') === '0');
        if (complete && !atStart) { element.scrollTop -= element.clientHeight * 0.7; }
        return { shown, isDone: complete && atStart };
      });
      for (const [seq, text] of look.shown) { seen.set(Number(seq), String(text)); }
      return look.isDone;
    }, `${this.name} reads up to the beginning`);
    return [...seen].sort(([one], [other]) => one - other);
  }
}
