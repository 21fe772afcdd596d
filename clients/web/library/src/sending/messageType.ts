import type { MessageType } from '../generated/contract.ts';

/** What a message with these files is, when nobody says. */
export function messageTypeOf(files: readonly { readonly file: Blob }[], hasOthers: boolean): MessageType {
  if (files.length === 0) { return hasOthers ? 'file' : 'text'; }
  const kinds = new Set(files.map(({ file }) => file.type.split('/')[0]));
  const [kind] = kinds.size === 1 ? kinds : [];
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
}
