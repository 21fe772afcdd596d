/** Heights of many rows, of which most are guessed: sums and searches in logarithmic time (a Fenwick tree). */
export class Heights {
  private known: Float64Array;
  private sums: Float64Array;
  private size = 0;

  constructor(count: number, private guess: number) {
    this.known = new Float64Array(0);
    this.sums = new Float64Array(1);
    this.resize(count);
  }

  get count(): number { return this.size; }

  get total(): number { return this.offsetOf(this.size); }

  /** Rows come and go at the end. */
  resize(count: number): void {
    if (count === this.size) { return; }
    const grown = count > this.known.length;
    if (grown) {
      const known = new Float64Array(Math.max(count, Math.ceil(this.known.length * 1.5), 256));
      known.set(this.known.subarray(0, this.size));
      this.known = known;
    }
    const before = this.size;
    this.size = count;
    for (let row = count; row < before; row++) { this.known[row] = 0; }
    if (grown || count < before) { this.rebuild(); } else { for (let row = before; row < count; row++) { this.add(row, this.heightOf(row)); } }
  }

  heightOf(row: number): number { return this.known[row] || this.guess; }

  /** Answers by how much the row grew. */
  set(row: number, height: number): number {
    const change = height - this.heightOf(row);
    this.known[row] = height;
    if (change !== 0) { this.add(row, change); }
    return change;
  }

  /** What was measured is a guess again. */
  forget(row: number): void {
    this.set(row, this.guess);
    this.known[row] = 0;
  }

  /** Whether each row from here to the end was measured. */
  areKnownFrom(row: number): boolean {
    for (let at = row; at < this.size; at++) { if (!this.known[at]) { return false; } }
    return true;
  }

  offsetOf(row: number): number {
    let sum = 0;
    for (let at = row; at > 0; at -= at & -at) { sum += this.sums[at] ?? 0; }
    return sum;
  }

  /** The row that stands at a height from the top. */
  rowAt(offset: number): number {
    let row = 0;
    let rest = Math.max(0, offset);
    for (let step = highestPower(this.size); step > 0; step >>= 1) {
      const next = row + step;
      const sum = this.sums[next] ?? Infinity;
      if (next <= this.size && sum <= rest) { row = next; rest -= sum; }
    }
    return Math.min(row, Math.max(0, this.size - 1));
  }

  private add(row: number, change: number): void {
    for (let at = row + 1; at < this.sums.length; at += at & -at) { this.sums[at] = (this.sums[at] ?? 0) + change; }
  }

  private rebuild(): void {
    const sums = this.sums = new Float64Array(this.known.length + 1);
    for (let at = 1; at < sums.length; at++) {
      sums[at] = (sums[at] ?? 0) + (at <= this.size ? this.heightOf(at - 1) : 0);
      const above = at + (at & -at);
      if (above < sums.length) { sums[above] = (sums[above] ?? 0) + (sums[at] ?? 0); }
    }
  }
}

function highestPower(count: number): number {
  return count === 0 ? 0 : 2 ** Math.floor(Math.log2(count));
}
