import { useEffect, useState } from 'preact/hooks';
import { isOwner } from '../conversations/naming';
import { Avatar } from '../design/Avatar';
import { Button, IconButton } from '../design/Button';
import { orSay } from '../messages/acting';
import type { Conversation, Participant, User } from '../session/contract';
import { client } from '../session/client';
import { presenceOf } from '../session/people';
import { myId } from '../session/phase';
import { words } from '../words';
import { Chosen } from './Chosen';
import { PeopleFinder, toggled } from './PeopleFinder';

export function Members({ conversation }: { conversation: Conversation }) {
  const { group, list, loadMore } = words();
  const [more, setMore] = useState<readonly Participant[]>([]);
  const [adding, setAdding] = useState(false);
  useEffect(() => setMore([]), [conversation.revision]);
  const known = new Map([...conversation.participants, ...more].map(one => [one.user.id, one]));
  const mayManage = isOwner(conversation);

  const load = () => orSay((async () => {
    // From the beginning: what the conversation itself holds is in an order of its own.
    let after: string | undefined;
    const all: Participant[] = [];
    do {
      const page = await client.hub.getParticipants({ conversationId: conversation.id, limit: 200, ...(after && { after }) });
      all.push(...page.participants);
      after = page.next ?? undefined;
    } while (after && all.length <= known.size + 200);
    setMore(all);
  })());

  const removeMember = (user: User) => {
    if (confirm(group.removeSure(user.displayName))) { void orSay(client.removeParticipant(conversation.id, user.id)); }
  };

  return (
    <section class="members">
      <header>
        <h3>{group.members} <span class="soft">{conversation.participantCount}</span></h3>
        {mayManage && <Button icon="plus" aria-expanded={adding} onClick={() => setAdding(!adding)}>{group.add}</Button>}
      </header>
      {adding && <AddPeople conversation={conversation} onDone={() => setAdding(false)} />}
      <ul class="rows" aria-label={list.members(conversation.participantCount)}>
        {[...known.values()].map(({ user, role }) => (
          <li key={user.id} class="row">
            <Avatar id={user.id} name={user.displayName} url={user.avatarUrl} size={40} status={presenceOf(user.id)?.status} />
            <span class="grow"><span class="name">{user.displayName}</span><span class="under">@{user.username}</span></span>
            {role === 'owner' && <span class="tag">{group.owner}</span>}
            {mayManage && user.id !== myId.value && <IconButton icon="close" label={group.removeMember(user.displayName)} onClick={() => removeMember(user)} />}
          </li>
        ))}
      </ul>
      {known.size < conversation.participantCount && <Button look="plain" onClick={() => void load()}>{loadMore}</Button>}
      {!mayManage && <p class="soft small">{group.onlyOwners}</p>}
    </section>
  );
}

function AddPeople({ conversation, onDone }: { conversation: Conversation; onDone: () => void }) {
  const { group } = words();
  const [chosen, setChosen] = useState<readonly User[]>([]);
  const add = async () => {
    if (await orSay(client.addParticipants(conversation.id, chosen.map(user => user.id)))) { onDone(); }
  };
  return (
    <div class="adding">
      <Chosen users={chosen} onRemove={user => setChosen(toggled(chosen, user))} />
      <PeopleFinder chosen={chosen} without={new Set(conversation.participants.map(one => one.user.id))} onToggle={user => setChosen(toggled(chosen, user))} />
      <Button look="main" disabled={chosen.length === 0} onClick={() => void add()}>{group.addChosen}</Button>
    </div>
  );
}
