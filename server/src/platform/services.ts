import type { Now } from './clock.ts';
import type { Db } from './db.ts';

export interface Log {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
}

/** What every module may use of the platform; the application makes one and hands it to all. */
export interface Platform {
  readonly db: Db;
  readonly now: Now;
  readonly log: Log;
  /** Folder for uploads and other files of this installation. */
  readonly dataDir: string;
  /** Says after a commit that the outbox has mail, so that it leaves at once and not at the next look. */
  readonly outboxFilled: () => void;
}
