import { tell } from '../design/toasts';
import type { Attachment } from '../session/contract';
import { fetchFile } from '../session/files';
import { explain } from '../session/refusals';

export async function saveFile(attachment: Attachment): Promise<void> {
  try { saveBlob(await fetchFile(attachment.url), attachment.name); } catch (failure) { tell(explain(failure)); }
}

export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken it by then; the address would hold the bytes as long as the page is open.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
