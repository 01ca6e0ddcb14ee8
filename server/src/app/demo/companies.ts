import { makeCreditCode } from '@banfei/identifiers';
import { cellToLatLng } from 'h3-js';
import type { Facility, Street } from '../../modules/facilities/index.ts';
import { type Gazetteer, gazetteerOf, type NewFirm, type NewSite, place } from '../../modules/firms/index.ts';
import { type DrawnName, type NameDrawer, nameDrawer } from './names.ts';
import { distanceMeters, type Point } from './outline.ts';
import { type Chance, chance, demoId, weighted } from './random.ts';
import { REGISTER_BEGAN } from './staff.ts';
import type { Territory } from './territory.ts';
import { roadNames, type StreetEntry, streetEntries } from './vocabulary.ts';

/** Companies of the article's district. */
export const FIRM_COUNT = 70_000;

const REGION = '330110';
/** Organization codes that begin so are the demo's own: GB 11714 has issued none. */
export const DEMO_ORGANIZATION_PREFIX = 'DEM';
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SOURCE = '演示数据';

/** The three companies with accounts on the sign-in page; the first stories of the demo are theirs. */
export const HERO_FIRMS = [
  {
    login: 'lanjian',
    name: '澜见光学（演示）有限公司',
    en: 'Lanjian Optics (demo)',
    industry: '4040',
    lon: 119.9965,
    lat: 30.293,
    address: '杭州市余杭区仓前街道梦想小镇互联网村 7 幢',
  },
  {
    login: 'qiheng',
    name: '启衡机器人（演示）有限公司',
    en: 'Qiheng Robotics (demo)',
    industry: '3491',
    lon: 120.0335,
    lat: 30.2605,
    address: '杭州市余杭区五常街道海创人形机器人中心 2 幢',
  },
  {
    login: 'zhiwei',
    name: '知微医学影像（演示）有限公司',
    en: 'Zhiwei Medical Imaging (demo)',
    industry: '3581',
    lon: 120.0495,
    lat: 30.2675,
    address: '杭州市余杭区五常街道星渚生命园（演示）5 幢 301 室',
  },
] as const;

export interface Ground {
  readonly territory: Territory;
  readonly facilities: readonly Facility[];
  readonly streets: readonly Street[];
}

/** The company register of the demo. The first companies are the same whatever the number asked for. */
export function companiesOf(seed: number, ground: Ground, count: number): readonly NewFirm[] {
  const maker = makerOf(seed, ground);
  for (const { name } of HERO_FIRMS) maker.names.reserve(name);
  const heroes = HERO_FIRMS.map((hero, index) => heroFirm(maker, hero, index));
  return Array.from(
    { length: Math.max(count, heroes.length) },
    (_, index) => heroes[index] ?? ordinaryFirm(maker, index),
  );
}

interface Maker {
  readonly seed: number;
  readonly names: NameDrawer;
  readonly gazetteer: Gazetteer;
  readonly cell: (luck: Chance) => string;
  /** Parks and incubators: addresses name them; laboratories let no rooms. */
  readonly landlords: readonly Facility[];
  readonly streets: readonly StreetEntry[];
  readonly roads: readonly string[];
}

function makerOf(seed: number, { territory, facilities, streets }: Ground): Maker {
  const gazetteer = gazetteerOf(
    facilities.map(({ id, lon, lat, name, aliases }) => ({ facilityId: id, lon, lat, names: [name.zh, ...aliases] })),
    streets.map(({ name, lon, lat }) => ({ facilityId: null, lon, lat, names: [name] })),
  );
  return {
    seed,
    names: nameDrawer(),
    gazetteer,
    cell: weighted(territory.cells, (cell) => territory.density.get(cell) ?? 0),
    landlords: facilities.filter(({ kind }) => kind === 'park' || kind === 'incubator' || kind === 'center'),
    streets: streetEntries(),
    roads: roadNames(),
  };
}

/** 91 330110 DEM…: the serial is scattered over the demo range, so that last four characters differ from row to row. */
export function demoCreditCode(index: number): string {
  let serial = (index * 7_368_787 + 1_234_567) % ALPHABET.length ** 5;
  let tail = '';
  for (let digit = 0; digit < 5; digit += 1) {
    tail = ALPHABET.charAt(serial % ALPHABET.length) + tail;
    serial = Math.floor(serial / ALPHABET.length);
  }
  return makeCreditCode({
    registrar: '9',
    category: '1',
    region: REGION,
    organization8: DEMO_ORGANIZATION_PREFIX + tail,
  });
}

function heroFirm(maker: Maker, hero: (typeof HERO_FIRMS)[number], index: number): NewFirm {
  const luck = chance(maker.seed, 'hero', index);
  const point = { lon: hero.lon, lat: hero.lat };
  return {
    ...basics(maker, luck, index),
    name: hero.name,
    formerNames: [],
    status: '存续',
    industryCode: hero.industry,
    sites: [siteAt(maker, luck, { kind: 'head', name: '总部', address: hero.address, point })],
  };
}

function ordinaryFirm(maker: Maker, index: number): NewFirm {
  const luck = chance(maker.seed, 'firm', index);
  const drawn = maker.names.draw(luck);
  const sites = [headSite(maker, luck)];
  if (luck.yes(0.02)) sites.push(branchSite(maker, luck));
  return {
    ...basics(maker, luck, index),
    name: drawn.name,
    formerNames: formerNames(maker, luck, drawn),
    status: STATUS(luck).text,
    industryCode: drawn.industry.code,
    sites,
  };
}

const STATUS = weighted(
  [
    { text: '存续', weight: 885 },
    { text: '在业', weight: 80 },
    { text: '迁出', weight: 12 },
    { text: '注销', weight: 20 },
    { text: '吊销', weight: 3 },
  ],
  ({ weight }) => weight,
);

const formerNames = (maker: Maker, luck: Chance, drawn: DrawnName): readonly string[] =>
  luck.yes(0.03) ? [maker.names.drawLike(luck, drawn.industry)] : [];

type Basics = Pick<
  NewFirm,
  | 'id'
  | 'code'
  | 'establishedOn'
  | 'capital'
  | 'regionCode'
  | 'provisional'
  | 'demo'
  | 'contactPhone'
  | 'source'
  | 'importId'
>;

function basics(maker: Maker, luck: Chance, index: number): Basics {
  return {
    id: demoId(REGISTER_BEGAN, chance(maker.seed, 'firmId', index)),
    code: demoCreditCode(index),
    establishedOn: foundingDay(luck),
    capital: capital(luck),
    regionCode: REGION,
    provisional: false,
    demo: true,
    contactPhone: '',
    source: SOURCE,
    importId: null,
  };
}

/** Most companies are young: the age in years falls off exponentially, up to eighteen years. */
function foundingDay(luck: Chance): string {
  const years = Math.min(18, -5.2 * Math.log(1 - luck.next()));
  return new Date(REGISTER_BEGAN - Math.floor(years * 365.25) * 86_400_000).toISOString().slice(0, 10);
}

// Round sums in ten thousand yuan, as people register them.
const CAPITALS = weighted(
  [
    [10, 6],
    [50, 9],
    [100, 22],
    [200, 12],
    [300, 8],
    [500, 17],
    [1000, 14],
    [2000, 5],
    [3000, 3],
    [5000, 3],
    [10_000, 1],
  ].map(([tenThousands = 0, weight = 0]) => ({ tenThousands, weight })),
  ({ weight }) => weight,
);

function capital(luck: Chance): NewFirm['capital'] {
  const { tenThousands } = CAPITALS(luck);
  const foreign = luck.yes(0.012);
  // Ten thousand yuan are a million fen; ten thousand dollars are a million cents.
  const minor = BigInt(tenThousands) * 1_000_000n;
  return { text: `${tenThousands}万${foreign ? '美元' : '元人民币'}`, minor, currency: foreign ? 'USD' : 'CNY' };
}

/** A point well inside the cell, so that no rounding carries it over the border. */
function pointIn(cell: string, luck: Chance): Point {
  const [lat, lon] = cellToLatLng(cell);
  const reach = 120 * Math.sqrt(luck.next());
  const angle = luck.between(0, 2 * Math.PI);
  const degrees = (value: number): number => Math.round(value * 1e6) / 1e6;
  return {
    lon: degrees(lon + (reach * Math.cos(angle)) / (111_320 * Math.cos((lat * Math.PI) / 180))),
    lat: degrees(lat + (reach * Math.sin(angle)) / 111_320),
  };
}

/** How an address reads: whether it names a facility or street at all decides how it can be placed. */
function headSite(maker: Maker, luck: Chance): NewSite {
  const point = pointIn(maker.cell(luck), luck);
  const fate = luck.next();
  if (fate < 0.003) {
    const address = `杭州市余杭区${luck.pick(maker.roads)} ${1 + luck.below(300)} 号 ${2 + luck.below(20)} 楼`;
    return siteAt(maker, luck, { kind: 'head', name: '总部', address, point: null });
  }
  const address = addressAt(maker, luck, point);
  return siteAt(maker, luck, { kind: 'head', name: '总部', address, point: fate < 0.018 ? null : point });
}

function branchSite(maker: Maker, luck: Chance): NewSite {
  const point = pointIn(maker.cell(luck), luck);
  const name = luck.pick(['研发部', '生产车间', '办事处', '测试中心', '仓库', '分公司']);
  return siteAt(maker, luck, { kind: 'branch', name, address: addressAt(maker, luck, point), point });
}

const REACH_OF_A_PARK_METERS = 650;

function nearest<Entry extends Point>(entries: readonly Entry[], point: Point): Entry | undefined {
  let best: { readonly entry: Entry; readonly meters: number } | undefined;
  for (const entry of entries) {
    const meters = distanceMeters(entry, point);
    if (best === undefined || meters < best.meters) best = { entry, meters };
  }
  return best?.entry;
}

function addressAt(maker: Maker, luck: Chance, point: Point): string {
  const street = nearest(maker.streets, point)?.name ?? '';
  const landlord = nearest(maker.landlords, point);
  const floor = 1 + luck.below(16);
  const room = `${floor}${String(1 + luck.below(20)).padStart(2, '0')} 室`;
  if (landlord !== undefined && distanceMeters(landlord, point) < REACH_OF_A_PARK_METERS) {
    const name = landlord.name.zh;
    return `杭州市余杭区${street}${/^[0-9A-Z]/.test(name) ? ' ' : ''}${name}${gap(name)}${1 + luck.below(18)} 幢 ${room}`;
  }
  return `杭州市余杭区${street}${luck.pick(maker.roads)} ${1 + luck.below(420)} 号 ${room}`;
}

// A blank parts Chinese from digits, except after a closing bracket, which brings its own.
const gap = (before: string): string => (before.endsWith('）') ? '' : ' ');

interface SiteWish {
  readonly kind: NewSite['kind'];
  readonly name: string;
  readonly address: string;
  /** Null when the register gives no coordinates. */
  readonly point: Point | null;
}

function siteAt(maker: Maker, luck: Chance, { kind, name, address, point }: SiteWish): NewSite {
  const found = place(address, point ?? { lon: null, lat: null }, maker.gazetteer);
  return {
    id: demoId(REGISTER_BEGAN, luck),
    kind,
    name,
    address,
    lon: found?.lon ?? null,
    lat: found?.lat ?? null,
    cell: found?.cell ?? null,
    placedBy: found?.placedBy ?? null,
    facilityId: found?.facilityId ?? null,
  };
}
