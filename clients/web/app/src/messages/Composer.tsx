import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { stop } from '../assistant/acting';
import { hasAssistant } from '../assistant/identity';
import { drafts, keepDraft } from '../conversations/drafts';
import { summaryOf, titleOf } from '../conversations/naming';
import { IconButton } from '../design/Button';
import { Icon } from '../design/Icon';
import { placeOf, type MenuPlace } from '../design/Menu';
import { AttachmentTray } from '../files/AttachmentTray';
import { takeFiles, trayOf } from '../files/tray';
import { lazy } from '../navigation/lazy';
import { client } from '../session/client';
import { myId } from '../session/phase';
import { words } from '../words';
import { edit, orSay } from './acting';
import { MentionList, useMentions } from './mentions';
import type { InConversation } from './open';

const Suggestions = lazy(() => import('../assistant/Suggestions').then(module => module.Suggestions));
const EmojiPicker = lazy(() => import('./EmojiPicker').then(module => module.EmojiPicker));
const Recorder = lazy(() => import('../voice/Recorder').then(module => module.Recorder));

const longest = 8_000;
const isTouch = matchMedia('(pointer: coarse)').matches;

export function Composer({ open, conversation }: InConversation) {
  const { message: said, files, voice, assistant } = words();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => drafts.peek().get(open.id) ?? '');
  const [picking, setPicking] = useState<MenuPlace | null>(null);
  const [recording, setRecording] = useState(false);
  const mentions = useMentions(conversation, field, text, setText);
  const tray = trayOf(open.id);
  const [editing, replying] = [open.editing.value, open.replying.value];
  const isTalk = conversation.kind === 'assistant';
  const running = open.running.value !== null;
  const maySuggest = hasAssistant.value && !isTalk && !editing && text === '' && conversation.lastSeq > 0 && !open.suggesting.value;
  const over = [...text].length - longest;
  const canSend = (text.trim() !== '' || tray.value.length > 0) && over <= 0;
  useGrowing(field, text);

  const write = (next: string) => {
    setText(next);
    if (!editing) { keepDraft(open.id, next); }
    if (next.trim()) { client.setTyping(open.id, true); }
  };

  // Before anybody can type into it.
  useLayoutEffect(() => setText(editing ? editing.content : drafts.peek().get(open.id) ?? ''), [editing]);
  useEffect(() => { if (editing || replying) { field.current?.focus(); } }, [editing, replying]);
  useEffect(() => { if (!isTouch) { field.current?.focus({ preventScroll: true }); } }, []);

  const submit = async () => {
    if (!canSend) { return; }
    if (editing) {
      if (text.trim() === editing.content || await edit(editing, text.trim())) { open.editing.value = null; }
      return;
    }
    const content = text.trim();
    const replyTo = open.replying.peek()?.id;
    const files = tray.take();
    setText('');
    keepDraft(open.id, '');
    open.replying.value = null;
    if (!await orSay(client.send(open.id, { content, replyTo, files }))) { setText(content); keepDraft(open.id, content); }
    field.current?.focus();
  };

  const onKey = (event: KeyboardEvent) => {
    if (mentions.onKey(event) || event.isComposing) { return; }
    if (event.key === 'Enter' && !event.shiftKey && !isTouch) { event.preventDefault(); void submit(); }
    else if (event.key === 'Escape' && (editing || open.replying.value)) { event.preventDefault(); open.editing.value = open.replying.value = null; }
    else if (event.key === 'Escape' && running) { event.preventDefault(); void stop(open.id); }
    else if (event.key === 'ArrowUp' && text === '') { editLast(event, { open, conversation }); }
  };

  const take = (draft: string) => {
    write(draft);
    open.suggesting.value = false;
    field.current?.focus();
  };

  const insert = (emoji: string) => {
    const at = field.current?.selectionStart ?? text.length;
    write(text.slice(0, at) + emoji + text.slice(field.current?.selectionEnd ?? at));
    setPicking(null);
  };

  if (recording) { return <footer class="composer"><Recorder conversationId={open.id} replyTo={open.replying.peek()?.id} onDone={() => { setRecording(false); open.replying.value = null; }} /></footer>; }
  return (
    <footer class="composer">
      <Above open={open} conversation={conversation} />
      {open.suggesting.value && <Suggestions conversationId={open.id} onTake={take} onClose={() => { open.suggesting.value = false; field.current?.focus(); }} />}
      <AttachmentTray conversationId={open.id} />
      {over > 0 && <p class="wrong" role="alert">{said.tooLong(over)}</p>}
      <div class="composer-line">
        {!editing && (
          <label class="icon-button file-button" title={files.attach}>
            <Icon name="clip" />
            <input type="file" multiple class="hidden-text" aria-label={files.attach} onChange={event => { takeFiles(open.id, event.currentTarget.files); event.currentTarget.value = ''; }} />
          </label>
        )}
        <div class="composer-field">
          <MentionList mentions={mentions} />
          <textarea ref={field} rows={1} value={text} placeholder={isTalk ? assistant.ask : said.placeholder} aria-label={said.write(titleOf(conversation))} enterkeyhint={isTouch ? 'enter' : 'send'}
            aria-autocomplete="list" aria-controls="mention-list" aria-activedescendant={mentions.activeId}
            onInput={event => { write(event.currentTarget.value); mentions.look(); }} onKeyDown={onKey} onKeyUp={mentions.look} onClick={mentions.look} onSelect={mentions.look}
            onPaste={event => { if (event.clipboardData?.files.length) { event.preventDefault(); takeFiles(open.id, event.clipboardData.files); } }} />
          {maySuggest && <IconButton icon="sparkle" label={assistant.suggest} onClick={() => { open.suggesting.value = true; }} />}
          <IconButton icon="smile" label={said.emoji} aria-haspopup="menu" aria-expanded={picking !== null} onClick={event => setPicking(placeOf(event.currentTarget))} />
        </div>
        {running && !editing && <IconButton icon="stop" class="send stop" label={assistant.stop} aria-keyshortcuts="Escape" onClick={() => void stop(open.id)} />}
        {canSend || editing
          ? <IconButton icon={editing ? 'check' : 'send'} look="main" class="send" label={said.send} disabled={!canSend} onClick={() => void submit()} />
          : !running && <IconButton icon="mic" class="send" label={voice.record} onClick={() => setRecording(true)} />}
      </div>
      {picking && <EmojiPicker place={picking} onPick={insert} onClose={() => setPicking(null)} />}
    </footer>
  );
}

/** What the text belongs to, when it is no message of its own. */
function Above({ open }: InConversation) {
  const { message: said, you } = words();
  const message = open.editing.value ?? open.replying.value;
  if (!message) { return null; }
  const isEdit = open.editing.value !== null;
  const name = message.senderId === myId.value ? you : message.sender?.displayName ?? '';
  return (
    <div class="composer-above">
      <Icon name={isEdit ? 'edit' : 'reply'} />
      <span class="grow"><span class="quoted-name">{isEdit ? said.editing : said.replyingTo(name)}</span><span class="quoted-text">{summaryOf(message)}</span></span>
      <IconButton icon="close" label={isEdit ? said.cancelEdit : said.cancelReply} onClick={() => { open.editing.value = open.replying.value = null; }} />
    </div>
  );
}

function useGrowing(field: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const shown = field.current;
    if (!shown) { return; }
    const around = shown.parentElement;
    if (!around) { return; }
    // To be measured it is small for a moment; the messages above must not grow by it, or the browser would push them away from their end.
    around.style.minBlockSize = `${around.offsetHeight}px`;
    shown.style.blockSize = 'auto';
    shown.style.blockSize = `${Math.min(shown.scrollHeight, 200)}px`;
    around.style.minBlockSize = '';
  }, [text]);
}

function editLast(event: KeyboardEvent, { open }: InConversation): void {
  const { timeline } = open;
  for (let seq = timeline.lastSeq; seq > timeline.lastSeq - 50; seq--) {
    const message = timeline.message(seq);
    if (message && message.senderId === myId.value && message.type === 'text' && !message.deletedAt) {
      event.preventDefault();
      open.edit(message);
      return;
    }
  }
}
