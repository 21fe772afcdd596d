import type { Unsubscribe } from '../telling/readable.ts';

/** Moments at which a connection is likely to succeed, or to be found dead: the network is back, the page is looked at again. */
export function onWakeUp(wake: () => void): Unsubscribe {
  const targets: [EventTarget, string][] = [];
  if (typeof window !== 'undefined') { targets.push([window, 'online'], [window, 'pageshow']); }
  if (typeof document !== 'undefined') { targets.push([document, 'visibilitychange']); }
  const heard = (): void => {
    if (typeof document === 'undefined' || document.visibilityState === 'visible') { wake(); }
  };
  for (const [target, event] of targets) { target.addEventListener(event, heard); }
  return () => { for (const [target, event] of targets) { target.removeEventListener(event, heard); } };
}

/** The last moment at which a page may surely still work: it may be frozen or thrown away once nobody looks at it. */
export function onLeave(leave: () => void): Unsubscribe {
  if (typeof document === 'undefined') { return () => undefined; }
  const heard = (): void => { if (document.visibilityState === 'hidden') { leave(); } };
  document.addEventListener('visibilitychange', heard);
  return () => document.removeEventListener('visibilitychange', heard);
}
