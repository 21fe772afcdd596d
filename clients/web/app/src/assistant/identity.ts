import { computed } from '@preact/signals';
import type { Message, User } from '../session/contract';
import { serverInfo } from '../session/phase';
import { words } from '../words';

/** The one bot of a server: the same everywhere. */
export const assistantId = '01930000-0000-7000-8000-0000000a5515';

/** What calls it in a group, whatever it is named there. */
export const assistantName = 'assistant';

export const hasAssistant = computed(() => serverInfo.value?.features.assistant.available ?? false);

export function isReply(message: Message): boolean { return message.role === 'assistant'; }

/** It is no member of groups, and may be named in each. */
export function assistantUser(): User {
  return { id: assistantId, username: assistantName, displayName: words().assistant.name, role: 'bot', hasFace: false };
}
