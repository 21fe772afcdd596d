import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Line } from './line.mjs';
import { Person } from './person.mjs';
import { Server } from './server.mjs';

/** Every wait in a browser ends by then; it is meant for machines that do much else. */
export const patience = Number(process.env['CHAT_BROWSER_PATIENCE'] || 90_000);

const flags = [
  '--no-sandbox', '--disable-dev-shm-usage', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required',
];

/** The browser of a scenario, the people in it, and everything that should not have happened. */
export class Stage {
  /** @type {string[]} */
  wrongs = [];
  /** @type {Line[]} */
  #lines = [];
  /** @type {Person[]} */
  people = [];

  /**
   * @param {string} address
   * @param {(what: string) => Promise<void>} ask
   * @param {import('playwright-core').Browser} browser
   * @param {string} folder
   */
  constructor(address, ask, browser, folder) {
    this.server = new Server(address);
    this.address = address;
    this.ask = ask;
    this.browser = browser;
    this.folder = folder;
  }

  /**
   * @param {string} address
   * @param {(what: string) => Promise<void>} ask
   */
  static async open(address, ask) {
    const folder = mkdtempSync(join(tmpdir(), 'chat-browser-'));
    const executablePath = process.env['CHAT_CHROMIUM'] || '/usr/bin/chromium';
    const browser = await chromium.launch({ executablePath, args: flags, timeout: patience });
    return new Stage(address, ask, browser, folder);
  }

  /** A connection that can be cut. */
  async line() {
    const line = await Line.to(this.address);
    this.#lines.push(line);
    return line;
  }

  /**
   * Somebody with a browser of their own, not signed in.
   * @param {string} name
   * @param {{ address?: string, mayLoseConnection?: boolean, options?: import('playwright-core').BrowserContextOptions, scripts?: string[] }} [more]
   */
  async visitor(name, more = {}) {
    const context = await this.browser.newContext({ locale: 'en-GB', viewport: { width: 1200, height: 800 }, reducedMotion: 'reduce', ...more.options });
    context.setDefaultTimeout(patience);
    context.setDefaultNavigationTimeout(patience);
    for (const content of more.scripts ?? []) { await context.addInitScript({ content }); }
    const person = new Person(this, context, name, more.address ?? this.address, more.mayLoseConnection ?? false);
    this.people.push(person);
    await person.newPage();
    return person;
  }

  /**
   * Somebody with a new account.
   * @param {string} name
   * @param {Parameters<Stage['visitor']>[1]} [more]
   */
  async person(name, more) {
    const person = await this.visitor(name, more);
    await person.register();
    return person;
  }

  /** Nothing went elsewhere, broke a policy, or was written to the console. */
  checkQuiet() {
    if (this.wrongs.length > 0) { throw new Error(`What should not have happened:\n${this.wrongs.join('\n')}`); }
  }

  /** For whoever reads the failure: what each page showed. */
  async explain() {
    for (const { name, pages } of this.people) {
      for (const page of pages) {
        const shown = await page.locator('body').innerText({ timeout: 5_000 }).catch(() => '(nothing)');
        process.stderr.write(`-- ${name} at ${page.url()}\n${shown.slice(0, 3_000)}\n`);
        if (process.env['CHAT_BROWSER_PICTURES']) { await page.screenshot({ path: join(process.env['CHAT_BROWSER_PICTURES'], `${name}.png`), timeout: 5_000 }).catch(() => undefined); }
      }
    }
    if (this.wrongs.length > 0) { process.stderr.write(`-- heard\n${this.wrongs.join('\n')}\n`); }
  }

  async close() {
    await this.browser.close();
    for (const line of this.#lines) { line.close(); }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** @returns {string} */
export function axeScript() {
  return readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}

/**
 * Looks again and again until it is so.
 * @template T
 * @param {() => Promise<T> | T} look
 * @param {string} what
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(look, what) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found) { return /** @type {NonNullable<T>} */ (found); }
    if (Date.now() > end) { throw new Error(`It did not come to be: ${what}.`); }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/**
 * @param {unknown} is
 * @param {unknown} wanted
 * @param {string} what
 */
export function same(is, wanted, what) {
  const [one, other] = [JSON.stringify(is), JSON.stringify(wanted)];
  if (one !== other) { throw new Error(`${what}: is ${one?.slice(0, 2_000)}, wanted ${other?.slice(0, 2_000)}`); }
}
