/** A binary heap of vertices by gain, greatest first. A vertex may stand in it more than once; the reader checks. */
export interface Queue {
  push(vertex: number, gain: number): void;
  /** Vertex with the greatest gain, or −1; its gain is then `gain()`. */
  pop(): number;
  gain(): number;
  clear(): void;
}

/** A heap that grows as it must. Ties go to whoever came first into the upper place: the order is the same every time. */
export function createQueue(): Queue {
  let vertices = new Int32Array(256);
  let gains = new Float64Array(256);
  let size = 0;
  let last = 0;
  const enlarge = (): void => {
    const [more, others] = [new Int32Array(size * 2), new Float64Array(size * 2)];
    more.set(vertices);
    others.set(gains);
    [vertices, gains] = [more, others];
  };
  return {
    // Rises from the end until its parent is worth as much.
    push(vertex, gain) {
      if (size === vertices.length) enlarge();
      let at = size;
      size += 1;
      while (at > 0) {
        const up = (at - 1) >> 1;
        if ((gains[up] ?? 0) >= gain) break;
        vertices[at] = vertices[up] ?? 0;
        gains[at] = gains[up] ?? 0;
        at = up;
      }
      vertices[at] = vertex;
      gains[at] = gain;
    },
    // The last one takes the top and sinks below whatever is worth more.
    pop() {
      if (size === 0) return -1;
      const top = vertices[0] ?? -1;
      last = gains[0] ?? 0;
      size -= 1;
      const [vertex, gain] = [vertices[size] ?? 0, gains[size] ?? 0];
      let at = 0;
      for (;;) {
        let down = 2 * at + 1;
        if (down >= size) break;
        if (down + 1 < size && (gains[down + 1] ?? 0) > (gains[down] ?? 0)) down += 1;
        if ((gains[down] ?? 0) <= gain) break;
        vertices[at] = vertices[down] ?? 0;
        gains[at] = gains[down] ?? 0;
        at = down;
      }
      vertices[at] = vertex;
      gains[at] = gain;
      return top;
    },
    gain: () => last,
    clear: () => {
      size = 0;
    },
  };
}
