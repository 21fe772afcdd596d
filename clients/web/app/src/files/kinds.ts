import type { Attachment, Message } from '../session/contract';

export type FileKind = 'image' | 'audio' | 'video' | 'file';

/** What the server found in the file; a voice message comes in a container that could hold pictures as well. */
export function kindOf(attachment: Attachment, type: Message['type'] = 'file'): FileKind {
  if (type === 'audio' && /^(audio|video)\//.test(attachment.contentType)) { return 'audio'; }
  const kind = attachment.contentType.split('/')[0];
  return kind === 'image' ? attachment.thumbnailUrl ? 'image' : 'file' : kind === 'audio' || kind === 'video' ? kind : 'file';
}
