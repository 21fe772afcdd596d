import type { Message } from '../session/contract';
import { language, words } from '../words';
import { momentText } from '../words/formats';
import { causeOf, limitEnd, waitingAhead } from './causes';

/** What keeps a reply from its text: that it waits in line, or why there is none. */
export function waitingText(message: Message): string | undefined {
  return message.notice ? words().assistant.waiting(waitingAhead(message.notice)) : undefined;
}

export function failureText(message: Message): string | undefined {
  if (message.status !== 'failed') { return undefined; }
  const said = message.notice || message.content;
  const ends = limitEnd(said);
  if (ends) { return words().assistant.limit(momentText(ends)); }
  const cause = causeOf(said);
  return cause || language.value !== 'en' || !said ? words().assistant.causes[cause ?? 'other'] : said;
}

/** Its text, without a reason that stands where a text would be. */
export function textOf(message: Message): string {
  const isReason = message.status === 'failed' && (!message.notice || message.notice === message.content);
  return isReason ? '' : message.content;
}
