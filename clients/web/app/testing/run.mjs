// One scenario in real browsers: node testing/run.mjs <scenario> <address>. What the host is to do (kill the server) is asked on stdout and
// answered on stdin, line by line.
import { createInterface } from 'node:readline';
import { Stage } from './stage.mjs';

const [scenario = '', server = ''] = process.argv.slice(2);
const address = new URL(server).origin;
const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** @param {string} what */
async function ask(what) {
  process.stdout.write(`${what}\n`);
  const { done } = await answers.next();
  if (done) { throw new Error(`Nobody answered to ${what}.`); }
}

const { default: play } = await import(`./scenarios/${scenario}.mjs`);
const stage = await Stage.open(address, ask);
try {
  await play(stage);
  stage.checkQuiet();
} catch (failure) {
  await stage.explain();
  throw failure;
} finally {
  await stage.close();
}
process.exit(0);
