import type { Attachment } from '../session/contract';
import { fetchFile } from '../session/files';

/** Files of somebody else's message, to be sent again as one's own. */
export async function copyAttachments(attachments: readonly Attachment[]): Promise<{ file: Blob; name: string }[]> {
  return await Promise.all(attachments.map(async one => ({ file: await fetchFile(one.url), name: one.name })));
}
