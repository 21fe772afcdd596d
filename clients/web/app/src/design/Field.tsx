import type { InputEventHandler, Ref } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './Icon';
import { words } from '../words';

export interface FieldProps {
  label: string;
  name?: string;
  value?: string;
  type?: 'text' | 'password';
  maxLength?: number | undefined;
  required?: boolean;
  autoComplete?: AutoComplete;
  autoCapitalize?: 'none';
  spellcheck?: boolean;
  onInput?: InputEventHandler<HTMLInputElement>;
  note?: string | undefined;
  wrong?: string | undefined;
  inputRef?: Ref<HTMLInputElement>;
}

type AutoComplete = 'username' | 'name' | 'current-password' | 'new-password' | 'off';

export function Field({ label, note, wrong, inputRef, type = 'text', ...rest }: FieldProps) {
  const id = useId();
  const described = [note && `${id}-note`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  const all = { ...rest, id, ref: inputRef ?? null, class: 'input', 'aria-invalid': wrong ? 'true' : undefined, 'aria-describedby': described || undefined } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {type === 'password' ? <input {...all} type="password" /> : <input {...all} type="text" />}
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
