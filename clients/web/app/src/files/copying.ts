import type { Attachment } from '../session/contract';
import { fetchFile, upload } from '../session/files';

/** Files of somebody else's message, sent again as one's own. */
export async function copyAttachments(attachments: readonly Attachment[]): Promise<Attachment[]> {
  const copies: Attachment[] = [];
  for (const one of attachments) { copies.push(await upload(await fetchFile(one.url), one.name, () => undefined, new AbortController().signal)); }
  return copies;
}
