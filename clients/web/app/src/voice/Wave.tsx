/** Loudness as bars; those already heard are filled. */
export function Wave({ peaks, part }: { peaks: readonly number[]; part: number }) {
  return (
    <svg class="wave" viewBox={`0 0 ${peaks.length * 4} 32`} preserveAspectRatio="none" aria-hidden="true">
      {peaks.map((peak, at) => {
        const height = Math.max(2, peak * 30);
        return <rect key={at} x={at * 4 + 0.5} y={16 - height / 2} width={2.6} height={height} rx={1.3} data-heard={at / peaks.length < part ? '' : undefined} />;
      })}
    </svg>
  );
}
