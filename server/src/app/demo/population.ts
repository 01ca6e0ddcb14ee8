import { createHash } from 'node:crypto';
import type { Facility, Street } from '../../modules/facilities/index.ts';
import type { NewFirm } from '../../modules/firms/index.ts';
import type { MatterFile } from '../../modules/matters/index.ts';
import type { Organization } from '../../modules/organizations/index.ts';
import { canonicalJson } from '../../platform/ids.ts';
import { companiesOf, FIRM_COUNT } from './companies.ts';
import { type ExchangeOfDemo, exchangeOf } from './exchange.ts';
import { type Clients, clientsOf } from './matters/clients.ts';
import { MATTER_COUNT, type Year, yearOf } from './matters/histories.ts';
import { organizationsOf } from './organizations.ts';
import { facilitiesOf, streetsOf } from './places.ts';
import { type Staff, staffOf } from './staff.ts';
import { type Territory, territoryOf } from './territory.ts';

export interface PopulationOptions {
  readonly seed: number;
  /** Present in epoch milliseconds: the year of matters ends here. */
  readonly now: number;
  /** Companies; 70,000 unless said. Tests take fewer. */
  readonly firms?: number;
  /** Matters of the year; 6,500 unless said. The scenes come on top. */
  readonly matters?: number;
}

/** The whole demo district in memory, each part made when it is first asked for. */
export interface Population {
  readonly territory: Territory;
  readonly facilities: readonly Facility[];
  readonly streets: readonly Street[];
  readonly staff: Staff;
  readonly firms: readonly NewFirm[];
  readonly organizations: readonly Organization[];
  readonly clients: Clients;
  readonly year: Year;
  readonly exchange: ExchangeOfDemo;
}

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** Makes a district from one seed. Registers depend on the seed alone, matters also on the day, scenes on the hour. */
export function populationOf({
  seed,
  now,
  firms: firmCount = FIRM_COUNT,
  matters = MATTER_COUNT,
}: PopulationOptions): Population {
  const territory = once(() => territoryOf(seed));
  const facilities = once(() => facilitiesOf(seed));
  const streets = once(streetsOf);
  const staff = once(() => staffOf(seed, territory()));
  const firms = once(() =>
    companiesOf(seed, { territory: territory(), facilities: facilities(), streets: streets() }, firmCount),
  );
  const clients = once(() => clientsOf(seed, firms(), territory()));
  const organizations = once(() => organizationsOf(seed, firms()));
  const exchange = once(() =>
    exchangeOf({ seed, now, organizations: organizations(), clients: clients(), facilities: facilities() }),
  );
  const year = once(() => yearOf({ seed, now, count: matters, staff: staff(), clients: clients() }));
  return {
    get territory() {
      return territory();
    },
    get facilities() {
      return facilities();
    },
    get streets() {
      return streets();
    },
    get staff() {
      return staff();
    },
    get firms() {
      return firms();
    },
    get organizations() {
      return organizations();
    },
    get clients() {
      return clients();
    },
    get exchange() {
      return exchange();
    },
    get year() {
      return year();
    },
  };
}

const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_key, member) => (typeof member === 'bigint' ? String(member) : member)));

/** Fingerprint of everything that the seed decides, ids and texts included: same seed and instant, same digest. */
export function digestOf(population: Population): string {
  const hash = createHash('sha256');
  const { territory, facilities, streets, staff, firms, organizations, clients, year } = population;
  const stories = year.files.map(({ subject, events }: MatterFile) => ({ subject, events }));
  for (const part of [
    territory.areas,
    facilities,
    streets,
    staff,
    firms,
    organizations,
    clients.all.map(({ account }) => account),
    stories,
  ]) {
    hash.update(canonicalJson(plain(part)));
  }
  return hash.digest('hex');
}
