export type Cause = 'slow' | 'away' | 'busy' | 'setUp' | 'long' | 'restarted' | 'broken';

// The server's sentences are English; these are what they are about.
const causes: readonly [RegExp, Cause][] = [
  [/in time|than the server allows/, 'slow'],
  [/cannot be reached/, 'away'],
  [/too much to do|has a problem|went wrong on the server/, 'busy'],
  [/this server's key|know the model/, 'setUp'],
  [/too long for/, 'long'],
  [/server was (?:restarted|stopped)/, 'restarted'],
  [/in the middle|answered nothing|cannot be read|too large to read/, 'broken'],
];

export function causeOf(sentence: string): Cause | undefined {
  return causes.find(([about]) => about.test(sentence))?.[1];
}

/** When a limit of a day ends. */
export function limitEnd(sentence: string): Date | undefined {
  const ends = /limit ends at (\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/.exec(sentence);
  return ends ? new Date(`${ends[1]}T${ends[2]}:00Z`) : undefined;
}

/** How many replies wait before one that waits. */
export function waitingAhead(sentence: string): number { return Number(/(\d+) more wait/.exec(sentence)?.[1] ?? 0); }
