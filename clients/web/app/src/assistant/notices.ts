import type { Message } from '../session/contract';
import { language, words } from '../words';
import type { Words } from '../words/en';
import { momentText } from '../words/formats';

type Cause = keyof Words['assistant']['causes'];

// The server's sentences are English; these are what they are about.
const causes: readonly [RegExp, Cause][] = [
  [/in time|than the server allows/, 'slow'],
  [/cannot be reached/, 'away'],
  [/too much to do|has a problem/, 'busy'],
  [/this server's key|know the model/, 'setUp'],
  [/too long for/, 'long'],
  [/server was (?:re)?(?:started|stopped)/, 'restarted'],
  [/in the middle|answered nothing|cannot be read|too large to read/, 'broken'],
];

const limit = /limit ends at (\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/;

/** What keeps a reply from its text: that it waits in line, or why there is none. */
export function waitingText(message: Message): string | undefined {
  if (!message.notice) { return undefined; }
  const ahead = /(\d+) more wait/.exec(message.notice)?.[1];
  return words().assistant.waiting(Number(ahead ?? 0));
}

export function failureText(message: Message): string | undefined {
  if (message.status !== 'failed') { return undefined; }
  const said = message.notice || message.content;
  const ends = limit.exec(said);
  if (ends) { return words().assistant.limit(momentText(new Date(`${ends[1]}T${ends[2]}:00Z`))); }
  const cause = causes.find(([about]) => about.test(said))?.[1];
  return cause || language.value !== 'en' || !said ? words().assistant.causes[cause ?? 'other'] : said;
}

/** Its text, without a reason that stands where a text would be. */
export function textOf(message: Message): string {
  const isReason = message.status === 'failed' && (!message.notice || message.notice === message.content);
  return isReason ? '' : message.content;
}
