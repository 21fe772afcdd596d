import { computed, signal } from '@preact/signals';

const path = signal(location.pathname + location.search);

/** Where in the app we are: the segments of the address. */
export const place = computed(() => {
  const address = new URL(path.value, location.origin);
  return { segments: address.pathname.split('/').filter(Boolean).map(decoded), query: address.searchParams };
});

export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  if (to === path.value) { return; }
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', to);
  path.value = to;
}

/** Follows the links of the app without loading it again. */
export function followLinks(): void {
  addEventListener('popstate', () => { path.value = location.pathname + location.search; });
  document.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || event.defaultPrevented || link.target || link.origin !== location.origin || link.hasAttribute('download')) { return; }
    event.preventDefault();
    go(link.pathname + link.search);
  });
}

/** A bad escape in an address is somebody's typing error and not ours. */
function decoded(segment: string): string {
  try { return decodeURIComponent(segment); } catch { return segment; }
}
