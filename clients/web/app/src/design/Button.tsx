import type { ButtonHTMLAttributes, ComponentChildren, Ref } from 'preact';
import { Icon, type IconName } from './Icon';

type Look = 'main' | 'danger' | 'plain';
type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon'>;

export interface IconButtonProps extends ButtonProps {
  icon: IconName;
  /** What it does; said to those who do not see it, and shown when pointed at. */
  label: string;
  look?: Look;
  buttonRef?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon, label, look, buttonRef, class: extra, ...rest }: IconButtonProps) {
  return (
    <button type="button" {...rest} ref={buttonRef ?? null} class={`icon-button ${typeof extra === 'string' ? extra : ''}`} data-look={look} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  );
}

interface TextButtonProps extends ButtonProps {
  look?: Look;
  icon?: IconName;
  busy?: boolean;
  wide?: boolean;
  children: ComponentChildren;
}

export function Button({ look, icon, busy, wide, children, disabled, ...rest }: TextButtonProps) {
  return (
    <button type="button" {...rest} class="button" data-look={look} data-wide={wide ? '' : undefined} disabled={disabled || busy} aria-busy={busy ? 'true' : undefined}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
