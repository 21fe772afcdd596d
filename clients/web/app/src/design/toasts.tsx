import { signal } from '@preact/signals';

interface Toast { id: number; text: string }

const shown = signal<Toast[]>([]);
const patience = 6_000;
let next = 1;

/** Says something that needs no answer, and goes away by itself. */
export function tell(text: string): void {
  const id = next++;
  shown.value = [...shown.value.filter(toast => toast.text !== text).slice(-2), { id, text }];
  setTimeout(() => { shown.value = shown.value.filter(toast => toast.id !== id); }, patience);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.value.map(toast => <p key={toast.id} class="toast">{toast.text}</p>)}
    </div>
  );
}
