/** Gathers what changed and tells of it together: with the next frame of a visible page, else with the next turn of the event loop. */
export interface Batch {
  add(tell: () => void): void;
}

// A page that was hidden after its frame was asked for gets none.
const atLatest = 100;

export function createBatch(): Batch {
  let waiting = new Set<() => void>();
  let isPlanned = false;

  const flush = (): void => {
    if (!isPlanned) { return; }
    isPlanned = false;
    const told = waiting;
    waiting = new Set();
    for (const tell of told) { tell(); }
  };

  const plan = (): void => {
    isPlanned = true;
    const isSeen = typeof document !== 'undefined' && document.visibilityState === 'visible' && typeof requestAnimationFrame === 'function';
    if (isSeen) { requestAnimationFrame(flush); }
    setTimeout(flush, isSeen ? atLatest : 0);
  };

  return {
    add(tell) {
      waiting.add(tell);
      if (!isPlanned) { plan(); }
    },
  };
}
