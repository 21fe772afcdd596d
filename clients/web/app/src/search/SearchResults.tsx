import { useEffect, useState } from 'preact/hooks';
import { faceOf, titleOf } from '../conversations/naming';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { Empty, Loading, Notice } from '../design/State';
import { tell } from '../design/toasts';
import { go } from '../navigation/place';
import type { Conversation, User } from '../session/contract';
import type { SearchHit } from '../session/contract';
import { conversationOf, conversations } from '../session/conversations';
import { client } from '../session/client';
import { myId } from '../session/phase';
import { codeOf, explain } from '../session/refusals';
import { words } from '../words';
import { shortWhen } from '../words/formats';
import { searchable } from './matching';
import { Snippet } from './Snippet';

const pause = 220;
const fewest = 2;

interface Found { hits: readonly SearchHit[]; next: string | undefined; people: readonly User[]; problem: unknown }

/** Conversations at once, from what is known here; messages and people from the server. */
export function SearchResults({ query }: { query: string }) {
  const { search, list } = words();
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    setFound(null);
    let here = true;
    const timer = setTimeout(() => { void look(query).then(result => { if (here) { setFound(result); } }); }, pause);
    return () => { here = false; clearTimeout(timer); };
  }, [query]);

  const wanted = searchable(query);
  const matching = conversations.value.filter(one => searchable(titleOf(one)).includes(wanted)).slice(0, 8);
  const more = async () => {
    if (!found?.next) { return; }
    try {
      const page = await client.search({ query, before: found.next, limit: 20 });
      setFound({ ...found, hits: [...found.hits, ...page.hits], next: page.next ?? undefined });
    } catch (failure) { tell(explain(failure)); }
  };
  const nothing = found && !found.problem && matching.length + found.hits.length + found.people.length === 0;
  return (
    <div class="results" aria-label={search.label} role="region">
      {matching.length > 0 && <><h2>{search.conversations}</h2><ul class="rows">{matching.map(one => <li key={one.id}><ConversationHit conversation={one} /></li>)}</ul></>}
      {found === null && <Loading />}
      {found?.problem !== undefined && found?.problem !== null && <Notice look="danger">{codeOf(found.problem) === 'offline' ? search.offline : explain(found.problem)}</Notice>}
      {found && found.people.length > 0 && <><h2>{search.people}</h2><ul class="rows">{found.people.map(user => <li key={user.id}><PersonHit user={user} /></li>)}</ul></>}
      {found && found.hits.length > 0 && <><h2>{search.messages}</h2><ul class="rows">{found.hits.map(hit => <li key={hit.message.id}><MessageHit hit={hit} fallback={list.withoutName} /></li>)}</ul></>}
      {found?.next && <Button look="plain" wide onClick={() => void more()}>{words().loadMore}</Button>}
      {nothing && <Empty title={search.nothing(query)}><p>{search.nothingNote}</p></Empty>}
    </div>
  );
}

async function look(query: string): Promise<Found> {
  if (query.length < fewest) { return { hits: [], next: undefined, people: [], problem: null }; }
  const [messages, people] = await Promise.allSettled([client.search({ query, limit: 20 }), client.findUsers(query, 6)]);
  return {
    hits: messages.status === 'fulfilled' ? messages.value.hits : [],
    next: messages.status === 'fulfilled' ? messages.value.next ?? undefined : undefined,
    people: people.status === 'fulfilled' ? people.value.filter(user => user.id !== myId.value) : [],
    problem: messages.status === 'rejected' ? messages.reason : people.status === 'rejected' ? people.reason : null,
  };
}

function ConversationHit({ conversation }: { conversation: Conversation }) {
  const face = faceOf(conversation);
  return (
    <a class="row" href={`/c/${conversation.id}`}>
      <Avatar id={face.id} name={titleOf(conversation)} url={face.url} size={40} />
      <span class="grow"><span class="name">{titleOf(conversation)}</span></span>
    </a>
  );
}

function PersonHit({ user }: { user: User }) {
  const write = async () => {
    try {
      const made = await client.createConversation({ kind: 'private', participantIds: [user.id] });
      go(`/c/${made.id}`);
    } catch (failure) { tell(explain(failure)); }
  };
  return (
    <button type="button" class="row" onClick={() => void write()}>
      <Avatar id={user.id} name={user.displayName} url={user.avatarUrl} size={40} />
      <span class="grow"><span class="name">{user.displayName}</span><span class="under">@{user.username}</span></span>
    </button>
  );
}

function MessageHit({ hit, fallback }: { hit: SearchHit; fallback: string }) {
  const { message } = hit;
  const conversation = conversationOf(message.conversationId);
  const title = conversation ? titleOf(conversation) : fallback;
  const face = conversation ? faceOf(conversation) : { id: message.conversationId, url: undefined };
  const who = message.senderId === myId.value ? words().you : message.sender?.displayName;
  return (
    <a class="row" href={`/c/${message.conversationId}?at=${message.seq}`}>
      <Avatar id={face.id} name={title} url={face.url} size={40} />
      <span class="grow">
        <span class="line"><span class="name">{title}</span><time dateTime={message.createdAt}>{shortWhen(new Date(message.createdAt))}</time></span>
        <span class="under">{who && `${who}: `}<Snippet text={hit.snippet} /></span>
      </span>
    </a>
  );
}
