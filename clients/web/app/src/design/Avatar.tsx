import { assistantId } from '../assistant/identity';
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
  if (id === assistantId) { return <AssistantMark size={size} />; }
  const shown = status && status !== 'offline' ? status : null;
  return (
    <span class="avatar" data-glaze={glaze(id)} style={size ? { '--size': `${size}px` } : undefined}>
      {url ? <img src={url} alt="" loading="lazy" decoding="async" /> : <span aria-hidden="true">{initials(name)}</span>}
      {shown && <span class="presence" data-status={shown} role="img" aria-label={words().presence[shown]} />}
    </span>
  );
}

/** The server's own bowl. */
function AssistantMark({ size }: { size: number | undefined }) {
  return (
    <span class="avatar" data-assistant style={size ? { '--size': `${size}px` } : undefined}>
      <svg viewBox="0 0 64 64" aria-hidden="true">
        <path d="M13 28h38c0 10.500-8 19-19 19h-2.500L20 53.500V43.500C15.500 40 13 34.500 13 28Z" fill="#a9dcc6" />
        <path d="M27 23c6 0 8.500-3 8.500-8.500" fill="none" stroke="#ff8a5c" stroke-width="4.500" stroke-linecap="round" />
      </svg>
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
