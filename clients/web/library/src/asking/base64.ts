/** Bytes as JSON has them. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) { text += String.fromCharCode(...bytes.subarray(at, at + 8_192)); }
  return btoa(text);
}
