import { answer, waitAfter } from '../asking/patience.ts';
import { chatErrorOf } from '../asking/refusals.ts';
import { linked, unlessAborted } from '../asking/waiting.ts';
import type { Attachment, ChatHub, Id } from '../generated/contract.ts';
import type { UploadOptions } from '../files/upload.ts';
import type { Tabs } from '../saving/tabs.ts';
import type { ChatStore } from '../storing/chatStore.ts';
import type { Outbox } from './outbox.ts';
import type { OutgoingMessage } from './outgoingMessage.ts';

// More would only wait in the server's limit for one connection.
const conversationsAtOnce = 8;

// A server that fails on one message fails on it again; the others need not wait for ever.
const maxInternalFailures = 8;

// Whoever has to wait longer, such as for tomorrow's share of the assistant, would rather know.
const longestWaitSeconds = 300;

export interface SendRoad {
  readonly outbox: Outbox;
  readonly store: ChatStore;
  readonly tabs: () => Tabs;
  upload(file: Blob, options: UploadOptions): Promise<Attachment>;
}

/** Sends the outbox over one connection: each conversation's messages one after the other, by one tab at a time. */
export async function sendOutbox(road: SendRoad, hub: ChatHub, signal: AbortSignal): Promise<void> {
  const sending = new Map<Id, Promise<void>>();
  let failure: { readonly thrown: unknown } | undefined;
  await road.outbox.reload();
  try {
    while (!failure) {
      for (const id of road.outbox.waiting) {
        if (sending.has(id) || sending.size >= conversationsAtOnce) { continue; }
        const all = road.tabs().alone(`sending:${id}`, () => sendAll(road, id, hub, signal), signal)
          .catch((thrown: unknown) => { failure = { thrown }; })
          .finally(() => { sending.delete(id); road.outbox.more.ring(); });
        sending.set(id, all);
      }
      await road.outbox.more.wait(signal);
    }
    throw failure.thrown;
  } finally {
    // Whatever is under way is either answered or cut off with the connection.
    await Promise.allSettled(sending.values());
  }
}

async function sendAll(road: SendRoad, conversationId: Id, hub: ChatHub, signal: AbortSignal): Promise<void> {
  // Another tab may have sent it while this one waited for its turn.
  await road.outbox.reload();
  for (let next = road.outbox.next(conversationId); next && !signal.aborted; next = road.outbox.next(conversationId)) {
    await send(road, next.clientMessageId, hub, signal);
  }
}

/** Until the server says yes, or no for good. A lost connection ends it with the message still in the outbox. */
async function send(road: SendRoad, clientMessageId: string, hub: ChatHub, signal: AbortSignal): Promise<void> {
  const { outbox, store } = road;
  for (let failures = 1; ; failures++) {
    try {
      const ready = await uploaded(road, clientMessageId, signal);
      if (!ready) { return; }
      await outbox.update(clientMessageId, { state: 'sending' });

      // Its event or a sync may be sooner than its answer, which those behind it need not wait for.
      const sent = await unlessAborted(Promise.race([answer(hub.sendMessage(requestOf(ready))), outbox.whenSent(clientMessageId)]), signal);
      store.keep([sent]);
      await outbox.acknowledge(sent);
      return;
    } catch (thrown) {
      const failure = chatErrorOf(thrown);
      if (!outbox.find(clientMessageId)) { return; }
      const isForGood = !failure.isPassing || (failure.code === 'internal' && failures >= maxInternalFailures)
        || (failure.retryAfterSeconds ?? 0) > longestWaitSeconds;
      const isConnections = ['offline', 'aborted', 'unauthenticated', 'expired'].includes(failure.code);
      if (isForGood && !isConnections) { await outbox.refuse(clientMessageId, failure); return; }
      await outbox.update(clientMessageId, { state: 'waiting' });
      if (isConnections) { throw failure; }
      await waitAfter(failure, failures, signal);
    }
  }
}

/** With all its files on the server; those that are there stay there. */
async function uploaded(road: SendRoad, clientMessageId: string, signal: AbortSignal): Promise<OutgoingMessage | undefined> {
  for (let at = 0; ; at++) {
    const message = road.outbox.find(clientMessageId);
    const file = message?.files[at];
    if (!message || !file) { return message; }
    if (file.attachmentId) { continue; }
    const set = (change: object, isDone: boolean): Promise<void> => {
      const files = road.outbox.find(clientMessageId)?.files ?? [];
      return road.outbox.update(clientMessageId, { state: 'uploading', files: files.map((one, i) => (i === at ? { ...one, ...change } : one)) }, isDone);
    };
    const life = linked(signal);
    try {
      const { id } = await road.upload(file.file, {
        name: file.name,
        signal: life.signal,
        onProgress: (uploadedBytes) => {
          if (road.outbox.find(clientMessageId)) { void set({ uploadedBytes }, false); } else { life.abort(); }
        },
      });
      await set({ uploadedBytes: file.file.size, attachmentId: id }, true);
    } finally { life.abort(); }
  }
}

function requestOf(message: OutgoingMessage) {
  const { conversationId, clientMessageId, content, type, replyTo, emotion, ifUnansweredSince } = message;
  const ids = [...message.attachmentIds, ...message.files.flatMap(({ attachmentId }) => attachmentId ?? [])];
  return { conversationId, clientMessageId, content, type, replyTo, emotion, ifUnansweredSince, ...(ids.length > 0 ? { attachmentIds: ids } : {}) };
}
