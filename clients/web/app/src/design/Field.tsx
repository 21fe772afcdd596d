import type { InputHTMLAttributes, Ref } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './Icon';
import { words } from '../words';

export interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'label'> {
  label: string;
  note?: string | undefined;
  wrong?: string | undefined;
  inputRef?: Ref<HTMLInputElement>;
}

export function Field({ label, note, wrong, inputRef, ...rest }: FieldProps) {
  const id = useId();
  const described = [note && `${id}-note`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input {...rest} ref={inputRef ?? null} id={id} class="input" aria-invalid={wrong ? 'true' : undefined} aria-describedby={described || undefined} />
      {note && <span class="note" id={`${id}-note`}>{note}</span>}
      {wrong && <span class="wrong" id={`${id}-wrong`} role="alert">{wrong}</span>}
    </div>
  );
}

interface SearchFieldProps {
  label: string;
  value: string;
  onText: (text: string) => void;
  inputRef?: Ref<HTMLInputElement>;
  autoFocus?: boolean;
}

export function SearchField({ label, value, onText, inputRef, autoFocus }: SearchFieldProps) {
  return (
    <label class="with-icon">
      <span class="hidden-text">{label}</span>
      <Icon name="search" />
      <input class="input" type="search" placeholder={label} value={value} ref={inputRef ?? null} autoFocus={autoFocus} autoComplete="off" enterKeyHint="search"
        onInput={event => onText(event.currentTarget.value)} aria-keyshortcuts="Control+K" title={words().search.hint} />
    </label>
  );
}
