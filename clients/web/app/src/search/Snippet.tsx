/** The words found stand between two letters of the private area. */
export function Snippet({ text }: { text: string }) {
  return <>{text.split('\ue000').map((part, at) => {
    if (at === 0) { return part; }
    const [found = '', rest = ''] = part.split('\ue001');
    return <span key={at}><mark>{found}</mark>{rest}</span>;
  })}</>;
}
