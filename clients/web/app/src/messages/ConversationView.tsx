import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { titleOf } from '../conversations/naming';
import { Empty, Failed, Loading } from '../design/State';
import { DropZone } from '../files/DropZone';
import { lazy } from '../navigation/lazy';
import type { Id } from '../session/contract';
import { askForConversation, conversationOf, openTimeline } from '../session/conversations';
import { codeOf, explain } from '../session/refusals';
import { words } from '../words';
import { Announcer } from './Announcer';
import { Composer } from './Composer';
import { ConversationHead } from './ConversationHead';
import { MessageList } from './MessageList';
import { MessageMenu } from './MessageMenu';
import { OpenConversation } from './open';
import { TypingLine } from './TypingLine';
import './messages.css';

const CitationDialog = lazy(() => import('../assistant/CitationDialog').then(module => module.CitationDialog));
const ForwardDialog = lazy(() => import('./ForwardDialog').then(module => module.ForwardDialog));
const Lightbox = lazy(() => import('../files/Lightbox').then(module => module.Lightbox));
const ReactionPicker = lazy(() => import('./ReactionPicker').then(module => module.ReactionPicker));

export function ConversationView({ id, at }: { id: Id; at: number | undefined }) {
  const conversation = conversationOf(id);
  const [failure, setFailure] = useState<unknown>(null);
  const look = () => {
    setFailure(null);
    askForConversation(id).catch(setFailure);
  };
  useEffect(() => { if (!conversation) { look(); } }, [id]);
  if (failure && !conversation) {
    return codeOf(failure) === 'not_found' || codeOf(failure) === 'invalid'
      ? <Empty main title={words().message.gone}><a class="button" href="/">{words().toConversations}</a></Empty>
      : <Failed sentence={explain(failure)} onRetry={look} />;
  }
  return conversation ? <Opened id={id} at={at} /> : <Loading />;
}

function Opened({ id, at }: { id: Id; at: number | undefined }) {
  const conversation = conversationOf(id);
  const timeline = useMemo(() => openTimeline(id), []);
  const open = useMemo(() => new OpenConversation(id, timeline), []);
  const readUpTo = useRef(conversation?.lastReadSeq ?? 0).current;
  const seen = useRef(at);
  useEffect(() => {
    if (at !== undefined && at !== seen.current) { open.jump(at); }
    seen.current = at;
  }, [at]);
  if (!conversation) { return null; }
  const parts = { open, conversation };
  return (
    <DropZone conversationId={id}>
      <section class="conversation-view" aria-label={titleOf(conversation)}>
        <ConversationHead conversation={conversation} />
        <MessageList {...parts} at={at} readUpTo={readUpTo} />
        <TypingLine conversation={conversation} />
        <Composer {...parts} />
        <Announcer {...parts} />
      </section>
      <MessageMenu open={open} />
      {open.reacting.value && <ReactionPicker open={open} />}
      {open.citing.value && <CitationDialog open={open} />}
      {open.forwarding.value && <ForwardDialog open={open} />}
      {open.picture.value && <Lightbox open={open} />}
    </DropZone>
  );
}
