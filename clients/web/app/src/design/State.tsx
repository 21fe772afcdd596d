import type { ComponentChildren } from 'preact';
import { Button } from './Button';
import { Icon } from './Icon';
import { words } from '../words';

/** A bowl that waits: what a screen shows when it has nothing. */
export function Empty({ title, children, main }: { title: string; children?: ComponentChildren; /** It stands for the whole screen. */ main?: boolean }) {
  return (
    <div class="state">
      <Bowl />
      {main ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children}
    </div>
  );
}

export function Loading({ label }: { label?: string }) {
  return (
    <div class="state" role="status">
      <span class="spinner" />
      <span class="hidden-text">{label ?? words().loading}</span>
    </div>
  );
}

export function Failed({ sentence, onRetry }: { sentence: string; onRetry?: (() => void) | undefined }) {
  return (
    <div class="state" role="alert">
      <Icon name="warn" />
      <p>{sentence}</p>
      {onRetry && <Button icon="retry" onClick={onRetry}>{words().tryAgain}</Button>}
    </div>
  );
}

export function Notice({ children, look }: { children: ComponentChildren; look?: 'danger' }) {
  return (
    <div class="notice" data-look={look} role={look === 'danger' ? 'alert' : undefined}>
      <Icon name={look === 'danger' ? 'warn' : 'info'} />
      <span>{children}</span>
    </div>
  );
}

export function Bowl() {
  return (
    <svg class="figure" viewBox="0 0 64 64" aria-hidden="true">
      <path d="M12 27h40c0 11-8.500 20-20 20h-2.500L19 54v-10.500C14.500 40 12 34 12 27Z" fill="var(--glaze)" />
      <path d="M27 21.500c6 0 8.500-3 8.500-8.500" fill="none" stroke="var(--persimmon)" stroke-width="4" stroke-linecap="round" />
    </svg>
  );
}
