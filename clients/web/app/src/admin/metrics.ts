/** The sum of a series over all its labels, out of Prometheus' text; undefined when there is none. */
export function sumOf(text: string, name: string): number | undefined {
  let sum: number | undefined;
  for (const line of text.split('\n')) {
    const match = /^([a-zA-Z_:][\w:]*)(?:\{[^}]*\})? (\S+)/.exec(line);
    if (match?.[1] === name) { sum = (sum ?? 0) + Number(match[2]); }
  }
  return sum;
}
