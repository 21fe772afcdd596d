/** The server's time by a device whose clock may be wrong. */
export interface ServerClock {
  now(): number;
  /** It was this time on the server a moment ago. */
  learn(serverTime: number): void;
}

// Below it, what the network takes matters more than what the clocks differ by.
const noise = 2_000;

export function createServerClock(): ServerClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    learn(serverTime) {
      const found = serverTime - Date.now();
      if (Number.isFinite(found) && Math.abs(found - offset) > noise) { offset = found; }
    },
  };
}
