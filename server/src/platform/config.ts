import { resolve } from 'node:path';

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Address of an existing PostgreSQL server; null starts the embedded one. */
  readonly databaseUrl: string | null;
  /** Address for the application role; null becomes `banfei_app` on connections of `databaseUrl`. */
  readonly databaseAppUrl: string | null;
  readonly demo: boolean;
  readonly logLevel: string;
  readonly connections: number;
  /** Requests per minute and address; 0 switches the limiter off (load tests on a closed network). */
  readonly requestsPerMinute: number;
  readonly sessionIdleMinutes: number;
  readonly sessionHours: number;
  readonly secureCookies: boolean;
  readonly trustProxy: boolean;
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; faults: readonly string[] };

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment. Each fault is one sentence: what is wrong, with which value, what to write instead. */
export function readConfig(env: Environment, directory: string): ConfigResult {
  const faults: string[] = [];
  const whole = (name: string, fallback: number, min: number, max: number): number => {
    const text = env[name];
    if (text === undefined || text === '') return fallback;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    faults.push(`${name}=${text} is not a whole number from ${min} to ${max}; leave it out for ${fallback}.`);
    return fallback;
  };
  const toggle = (name: string, fallback: boolean): boolean => {
    const text = env[name]?.toLowerCase();
    if (text === undefined || text === '') return fallback;
    if (['on', 'true', '1', 'yes'].includes(text)) return true;
    if (['off', 'false', '0', 'no'].includes(text)) return false;
    faults.push(`${name}=${env[name]} is neither on nor off; leave it out for ${fallback ? 'on' : 'off'}.`);
    return fallback;
  };
  const address = (name: string): string | null => {
    const text = env[name];
    if (text === undefined || text === '') return null;
    if (/^postgres(ql)?:\/\/.+/.test(text)) return text;
    faults.push(`${name} does not begin with postgres://; write postgres://user:password@host:5432/database.`);
    return null;
  };
  const logLevel = env.LOG_LEVEL ?? 'warn';
  if (!LEVELS.includes(logLevel)) faults.push(`LOG_LEVEL=${logLevel} is unknown; use one of ${LEVELS.join(', ')}.`);
  const config: Config = {
    port: whole('PORT', 8080, 0, 65535),
    host: env.HOST || '127.0.0.1',
    dataDir: resolve(directory, env.DATA_DIR || '.banfei'),
    databaseUrl: address('DATABASE_URL'),
    databaseAppUrl: address('DATABASE_APP_URL'),
    demo: toggle('DEMO', true),
    logLevel,
    connections: whole('DATABASE_CONNECTIONS', 16, 2, 200),
    requestsPerMinute: whole('REQUESTS_PER_MINUTE', 12_000, 0, 1_000_000),
    sessionIdleMinutes: whole('SESSION_IDLE_MINUTES', 30, 1, 24 * 60),
    sessionHours: whole('SESSION_HOURS', 12, 1, 168),
    secureCookies: toggle('SECURE_COOKIES', false),
    trustProxy: toggle('TRUST_PROXY', false),
  };
  if (config.databaseAppUrl !== null && config.databaseUrl === null)
    faults.push('DATABASE_APP_URL is set without DATABASE_URL; set both, or neither for the embedded server.');
  return faults.length === 0 ? { ok: true, config } : { ok: false, faults };
}
