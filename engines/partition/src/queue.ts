/** A binary heap of vertices by gain, greatest first. A vertex may stand in it more than once; the reader checks. */
export interface Queue {
  push(vertex: number, gain: number): void;
  /** Vertex with the greatest gain, or −1; its gain is then `gain()`. */
  pop(): number;
  gain(): number;
  clear(): void;
}

/** A heap that grows as it must. Ties go to whoever came first into the upper place: the order is the same every time. */
class Heap implements Queue {
  private vertices = new Int32Array(256);
  private gains = new Float64Array(256);
  private size = 0;
  private last = 0;

  private enlarge(): void {
    const more = new Int32Array(this.size * 2);
    const others = new Float64Array(this.size * 2);
    more.set(this.vertices);
    others.set(this.gains);
    this.vertices = more;
    this.gains = others;
  }

  // Rises from the end until its parent is worth as much.
  push(vertex: number, gain: number): void {
    if (this.size === this.vertices.length) this.enlarge();
    const { vertices, gains } = this;
    let at = this.size;
    this.size += 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((gains[up] ?? 0) >= gain) break;
      vertices[at] = vertices[up] ?? 0;
      gains[at] = gains[up] ?? 0;
      at = up;
    }
    vertices[at] = vertex;
    gains[at] = gain;
  }

  // The last one takes the top and sinks below whatever is worth more.
  pop(): number {
    if (this.size === 0) return -1;
    const { vertices, gains } = this;
    const top = vertices[0] ?? -1;
    this.last = gains[0] ?? 0;
    this.size -= 1;
    const { size } = this;
    const vertex = vertices[size] ?? 0;
    const gain = gains[size] ?? 0;
    let at = 0;
    for (let down = 1; down < size; down = 2 * at + 1) {
      if (down + 1 < size && (gains[down + 1] ?? 0) > (gains[down] ?? 0)) down += 1;
      if ((gains[down] ?? 0) <= gain) break;
      vertices[at] = vertices[down] ?? 0;
      gains[at] = gains[down] ?? 0;
      at = down;
    }
    vertices[at] = vertex;
    gains[at] = gain;
    return top;
  }

  gain(): number {
    return this.last;
  }

  clear(): void {
    this.size = 0;
  }
}

/** An empty queue. */
export const createQueue = (): Queue => new Heap();
