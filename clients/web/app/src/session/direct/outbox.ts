import { ChatError, type Attachment, type Draft, type Message, type MessageType, type OutgoingFile, type OutgoingMessage, type SendMessageRequest } from '@chat/client';
import { Cells } from './cell';

const key = 'chat:outbox:';

interface Road {
  userId(): string | undefined;
  isOpen(): boolean;
  upload(file: Blob, name: string, onProgress: (sent: number) => void, signal: AbortSignal): Promise<Attachment>;
  send(request: SendMessageRequest): Promise<Message>;
}

/** What is written and not acknowledged: each conversation's one after the other, sent again with the same id until it is. */
export class Outbox {
  readonly shown = new Cells<readonly OutgoingMessage[]>(() => []);
  private readonly busy = new Set<string>();
  private readonly ends = new Map<string, AbortController>();

  constructor(private readonly road: Road) {}

  load(): void {
    this.shown.clear();
    try {
      for (const one of JSON.parse(localStorage.getItem(key + (this.road.userId() ?? '')) ?? '[]') as OutgoingMessage[]) {
        this.change(one.conversationId, all => [...all, { ...one, files: [], state: 'waiting' }]);
      }
    } catch { /* nothing readable was kept */ }
    this.sendAll();
  }

  add(conversationId: string, draft: Draft): OutgoingMessage {
    const outgoing: OutgoingMessage = {
      clientMessageId: draft.clientMessageId ?? crypto.randomUUID(), conversationId, content: draft.content, type: draft.type ?? typeOf(draft), replyTo: draft.replyTo,
      attachmentIds: draft.attachmentIds ?? [], files: (draft.files ?? []).map(one => ({ ...one, uploadedBytes: 0 })), createdAt: Date.now(), state: 'waiting', isKept: !draft.files?.length,
    };
    this.change(conversationId, all => [...all, outgoing]);
    void this.sendOf(conversationId);
    return outgoing;
  }

  retry(clientMessageId: string): void {
    const one = this.find(clientMessageId);
    if (!one) { return; }
    this.replace({ ...one, state: 'waiting', error: undefined });
    void this.sendOf(one.conversationId);
  }

  discard(clientMessageId: string): void {
    this.ends.get(clientMessageId)?.abort();
    this.acknowledge(clientMessageId);
  }

  acknowledge(clientMessageId: string | undefined): void {
    const one = clientMessageId && this.find(clientMessageId);
    if (one) { this.change(one.conversationId, all => all.filter(other => other.clientMessageId !== clientMessageId)); }
  }

  sendAll(): void { for (const conversationId of this.shown.keys()) { void this.sendOf(conversationId); } }

  private async sendOf(conversationId: string): Promise<void> {
    if (this.busy.has(conversationId)) { return; }
    this.busy.add(conversationId);
    try {
      for (;;) {
        const next = this.shown.of(conversationId).value.find(one => one.state !== 'refused');
        if (!next || !this.road.isOpen() || !await this.sendOne(next)) { return; }
      }
    } finally { this.busy.delete(conversationId); }
  }

  /** Whether the next one may be tried. */
  private async sendOne(outgoing: OutgoingMessage): Promise<boolean> {
    try {
      const attachmentIds = await this.uploadAll(outgoing);
      const now = this.find(outgoing.clientMessageId);
      if (!now) { return true; }
      this.replace({ ...now, state: 'sending' });
      await this.road.send({
        conversationId: outgoing.conversationId, clientMessageId: outgoing.clientMessageId, content: outgoing.content, type: outgoing.type,
        ...(attachmentIds.length > 0 && { attachmentIds }), ...(outgoing.replyTo && { replyTo: outgoing.replyTo }),
      });
      this.acknowledge(outgoing.clientMessageId);
      return true;
    } catch (failure) {
      const error = failure instanceof ChatError ? failure : new ChatError('offline', 'The server cannot be reached.');
      const now = this.find(outgoing.clientMessageId);
      if (!now) { return true; }
      const isOver = !error.isPassing && error.code !== 'unauthenticated' && error.code !== 'expired';
      this.replace({ ...now, state: isOver ? 'refused' : 'waiting', ...(isOver && { error }) });
      if (!isOver) { setTimeout(() => void this.sendOf(outgoing.conversationId), (error.retryAfterSeconds ?? 2) * 1000); }
      return isOver;
    }
  }

  private async uploadAll(outgoing: OutgoingMessage): Promise<string[]> {
    const ids = [...outgoing.attachmentIds];
    for (const [at, file] of outgoing.files.entries()) {
      if (file.attachmentId) { ids.push(file.attachmentId); continue; }
      const end = new AbortController();
      this.ends.set(outgoing.clientMessageId, end);
      const change = (next: Partial<OutgoingFile>) => {
        const now = this.find(outgoing.clientMessageId);
        if (now) { this.replace({ ...now, state: 'uploading', files: now.files.map((one, index) => index === at ? { ...one, ...next } : one) }); }
      };
      change({ uploadedBytes: 0 });
      const attachment = await this.road.upload(file.file, file.name, sent => change({ uploadedBytes: sent }), end.signal);
      change({ uploadedBytes: file.file.size, attachmentId: attachment.id });
      ids.push(attachment.id);
    }
    return ids;
  }

  private find(clientMessageId: string): OutgoingMessage | undefined {
    for (const id of this.shown.keys()) {
      const found = this.shown.of(id).value.find(one => one.clientMessageId === clientMessageId);
      if (found) { return found; }
    }
    return undefined;
  }

  private replace(outgoing: OutgoingMessage): void {
    this.change(outgoing.conversationId, all => all.map(one => one.clientMessageId === outgoing.clientMessageId ? outgoing : one));
  }

  private change(conversationId: string, how: (all: readonly OutgoingMessage[]) => readonly OutgoingMessage[]): void {
    const cell = this.shown.of(conversationId);
    cell.value = how(cell.value);
    const kept = this.shown.keys().flatMap(id => this.shown.of(id).value).filter(one => one.files.length === 0);
    try { localStorage.setItem(key + (this.road.userId() ?? ''), JSON.stringify(kept)); } catch { /* it lasts as long as the page */ }
  }
}

function typeOf({ files, attachmentIds }: Draft): MessageType {
  const kinds = new Set((files ?? []).map(one => one.file.type.split('/')[0]));
  if (kinds.size === 0) { return attachmentIds?.length ? 'file' : 'text'; }
  const [only] = kinds;
  return kinds.size === 1 && (only === 'image' || only === 'audio' || only === 'video') ? only : 'file';
}
