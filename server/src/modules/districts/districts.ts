import type { Bilingual } from '@banfei/contracts';
import type { Platform } from '../../platform/services.ts';
import { sql } from '../../platform/sql.ts';

export interface District {
  readonly id: number;
  readonly code: string;
  readonly name: Bilingual;
  readonly phone: string;
  readonly hosts: readonly string[];
  readonly demo: boolean;
}

export interface Districts {
  all(): Promise<readonly District[]>;
  byId(districtId: number): Promise<District | undefined>;
  /** District of a host name (a port is ignored). The only district of an installation answers on every host. */
  byHost(host: string): Promise<District | undefined>;
}

interface DistrictRow {
  readonly id: number;
  readonly code: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly phone: string;
  readonly hosts: readonly string[];
  readonly demo: boolean;
}

const FRESH_MILLIS = 10_000;

/** Host without port, in lower case, without the dot of a full name; IPv6 addresses keep their brackets. */
export const bareHost = (host: string): string => host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');

/** Which district answers on a host. The first district is the door of an installation that names no hosts. */
export function districtOfHost(districts: readonly District[], host: string): District | undefined {
  const named = districts.find((district) => district.hosts.includes(bareHost(host)));
  return (
    named ??
    districts.find((district) => district.hosts.length === 0) ??
    (districts.length === 1 ? districts[0] : undefined)
  );
}

/** The list of districts, read at most every ten seconds. */
export function createDistricts(platform: Pick<Platform, 'db' | 'now'>): Districts {
  let held: { readonly readAt: number; readonly districts: Promise<readonly District[]> } | undefined;
  const read = async (): Promise<readonly District[]> => {
    const rows = await platform.db.global<DistrictRow>(
      sql`select id, code, name_zh, name_en, phone, hosts, demo from districts order by id`,
    );
    return rows.map(({ name_zh, name_en, ...row }) => ({ ...row, name: { zh: name_zh, en: name_en } }));
  };
  const all = (): Promise<readonly District[]> => {
    if (held === undefined || Math.abs(platform.now() - held.readAt) >= FRESH_MILLIS) {
      const entry = { readAt: platform.now(), districts: read() };
      held = entry;
      entry.districts.catch(() => {
        if (held === entry) held = undefined;
      });
    }
    return held.districts;
  };
  return {
    all,
    byId: async (districtId) => (await all()).find((district) => district.id === districtId),
    byHost: async (host) => districtOfHost(await all(), host),
  };
}
