/** Where a command writes: one JSON document or lines for people to `out`, messages to `err`. */
export interface CommandIo {
  out(line: string): void;
  err(line: string): void;
}
