import { useState } from 'preact/hooks';
import { faceOf, titleOf } from '../conversations/naming';
import { Avatar } from '../design/Avatar';
import { Dialog } from '../design/Dialog';
import { SearchField } from '../design/Field';
import { tell } from '../design/toasts';
import { copyAttachments } from '../files/copying';
import type { Conversation } from '../session/contract';
import { conversations } from '../session/conversations';
import { explain } from '../session/refusals';
import { client } from '../session/client';
import { searchable } from '../search/matching';
import { words } from '../words';
import type { OpenConversation } from './open';

export function ForwardDialog({ open }: { open: OpenConversation }) {
  const { message: said, search } = words();
  const [query, setQuery] = useState('');
  const [busy, setBusy] = useState(false);
  const message = open.forwarding.value;
  if (!message) { return null; }
  const close = () => { open.forwarding.value = null; };
  const wanted = searchable(query);
  const found = conversations.value.filter(one => searchable(titleOf(one)).includes(wanted)).slice(0, 50);

  const forward = async (to: Conversation) => {
    setBusy(true);
    try {
      // A file belongs to who sent it; a forwarded one is sent again.
      const files = await copyAttachments(message.attachments);
      await client.send(to.id, { content: message.content, type: message.type, files });
      tell(said.forwarded);
      close();
    } catch (failure) {
      tell(explain(failure));
      setBusy(false);
    }
  };

  return (
    <Dialog title={said.forwardTo} onClose={close}>
      <SearchField label={search.conversations} value={query} onText={setQuery} autoFocus />
      <ul class="rows" aria-busy={busy}>
        {found.map(one => {
          const face = faceOf(one);
          return (
            <li key={one.id}>
              <button type="button" class="row" disabled={busy} onClick={() => void forward(one)}>
                <Avatar id={face.id} name={titleOf(one)} url={face.url} size={40} /><span class="grow"><span class="name">{titleOf(one)}</span></span>
              </button>
            </li>
          );
        })}
      </ul>
      {found.length === 0 && <p class="soft">{search.nothing(query)}</p>}
    </Dialog>
  );
}
