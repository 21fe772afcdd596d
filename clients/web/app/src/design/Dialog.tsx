import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { IconButton } from './Button';
import { words } from '../words';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  class?: string;
}

/** The browser's own dialog: it holds the focus, closes with Escape and gives the focus back. */
export function Dialog({ title, onClose, children, class: extra }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) { before.focus(); }
    };
  }, []);
  return (
    <dialog class={`dialog ${extra ?? ''}`} ref={dialog} aria-labelledby={id}
      onCancel={event => { event.preventDefault(); onClose(); }}
      onClick={event => { if (event.target === dialog.current) { onClose(); } }}>
      <header>
        <h2 id={id}>{title}</h2>
        <IconButton icon="close" label={words().close} onClick={onClose} />
      </header>
      <div class="body">{children}</div>
    </dialog>
  );
}
