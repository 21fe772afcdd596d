import { Icon } from '../design/Icon';
import type { Attachment } from '../session/contract';
import { sizeText } from '../words/formats';

/** Files of a message that is still on its way. */
export function PlainAttachments({ attachments }: { attachments: readonly Attachment[] }) {
  return (
    <span class="attachments">
      {attachments.map(one => (
        <span key={one.id} class="file">
          <span class="file-sign"><Icon name="file" /></span>
          <span class="grow"><span class="name">{one.name}</span><span class="under">{sizeText(one.size)}</span></span>
        </span>
      ))}
    </span>
  );
}
