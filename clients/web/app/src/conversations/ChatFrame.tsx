import type { ComponentChildren } from 'preact';
import { TalkButton } from '../assistant/TalkButton';
import { Empty } from '../design/State';
import { lazy } from '../navigation/lazy';
import { go, place } from '../navigation/place';
import { cameraIsOn } from '../moods/current';
import { ConversationView } from '../messages/ConversationView';
import { conversations } from '../session/conversations';
import { StatusStrip } from '../session/StatusStrip';
import { words } from '../words';
import { ListPane } from './ListPane';
import { Rail } from './Rail';
import './conversations.css';

const NewConversation = lazy(() => import('../groups/NewConversation').then(module => module.NewConversation));

const CameraPanel = lazy(() => import('../moods/CameraPanel').then(module => module.CameraPanel));

/** The frame of everything behind the door: a rail, the list, and what is open. */
export function ChatFrame({ side, name }: { side?: ComponentChildren; name: string }) {
  const { segments, query } = place.value;
  const conversationId = name === 'c' ? segments[1] : undefined;
  const isOpen = side !== undefined || conversationId !== undefined;
  const seq = Number(query.get('at') ?? 0);
  return (
    <div class="frame" data-open={isOpen ? (side ? 'page' : 'conversation') : undefined}>
      <a class="skip" href="#content" onClick={event => { event.preventDefault(); document.getElementById('content')?.focus(); }}>{words().skipToContent}</a>
      <Rail current={name} />
      <main class="panes">
        <ListPane />
        <section class="main-pane" id="content" tabIndex={-1}>
          <StatusStrip />
          {side ?? (conversationId
            ? <ConversationView key={conversationId} id={conversationId} at={Number.isSafeInteger(seq) && seq > 0 ? seq : undefined} />
            : <Empty title={words().list.choose}><p>{words().list.chooseNote}</p>{conversations.value.length > 0 && <TalkButton />}</Empty>)}
        </section>
      </main>
      {cameraIsOn.value && <CameraPanel />}
      {name === 'new' && <NewConversation onClose={() => go('/')} />}
    </div>
  );
}
