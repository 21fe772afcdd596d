import type { Id, PresenceStatus } from '../session/contract';
import { words } from '../words';

interface AvatarProps {
  id: Id;
  name: string;
  url?: string | null | undefined;
  size?: number;
  status?: PresenceStatus | undefined;
}

const glazes = 8;

/** A picture or, without one, the initials on a glaze that is always the same for this one. */
export function Avatar({ id, name, url, size, status }: AvatarProps) {
  const shown = status && status !== 'offline' ? status : null;
  return (
    <span class="avatar" data-glaze={glaze(id)} style={size ? { '--size': `${size}px` } : undefined}>
      {url ? <img src={url} alt="" loading="lazy" decoding="async" /> : <span aria-hidden="true">{initials(name)}</span>}
      {shown && <span class="presence" data-status={shown} role="img" aria-label={words().presence[shown]} />}
    </span>
  );
}

/** A Vietnamese name is called by its last word, so the last one counts; then the first. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/).filter(part => /^[\p{L}\p{N}]/u.test(part));
  const letter = (part: string | undefined) => part ? [...part.normalize('NFC')][0]?.toLocaleUpperCase() ?? '' : '';
  return parts.length > 1 ? letter(parts[0]) + letter(parts.at(-1)) : letter(parts[0]);
}

function glaze(id: string): number {
  let sum = 0;
  for (const letter of id) { sum = (sum * 31 + letter.charCodeAt(0)) >>> 0; }
  return sum % glazes;
}
