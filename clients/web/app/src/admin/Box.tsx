/** One figure with its name. */
export function Box({ name, value }: { name: string; value: string }) {
  return <div class="figure-box"><dt>{name}</dt><dd>{value}</dd></div>;
}
