import type { Role } from '@banfei/contracts';
import type { NewPost, PostKind } from '../../modules/posts/index.ts';
import type { ServicePoint } from '../../modules/servicePoints/index.ts';
import type { ServiceTeam } from '../../modules/teams/index.ts';
import { centerOf, metersFromCenter } from './outline.ts';
import { chance, demoId } from './random.ts';
import type { Territory } from './territory.ts';
import { facilityEntries, staffWords } from './vocabulary.ts';

/** Ids and rows of the register begin here, so that they depend on the seed and not on the day of loading. */
export const REGISTER_BEGAN = Date.parse('2025-07-17T00:00:00.000Z');

export interface DemoAccount {
  readonly id: string;
  readonly login: string;
  readonly role: Role;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface Staff {
  readonly accounts: readonly DemoAccount[];
  readonly posts: readonly NewPost[];
  readonly teams: readonly ServiceTeam[];
  readonly servicePoints: readonly ServicePoint[];
}

const HOURS = '09:00–12:00, 13:00–17:30';

/** 0571-0000 0xxx: a form that no exchange hands out. */
export const demoPhone = (digits: number): string => `0571-0000 ${String(digits).padStart(4, '0')}`;

interface PostWish {
  readonly code: string;
  readonly kind: PostKind;
  readonly login: string;
  readonly zh: string;
  readonly en: string;
  readonly deputyZh: string;
  readonly deputyEn: string;
  readonly phone: number;
  readonly supervisor: string | null;
}

/** Everybody who answers in the demo: 62 lead posts, 8 counters, 15 departments, 6 supervisors, and who only looks on. */
export function staffOf(seed: number, territory: Territory): Staff {
  const id = (...name: readonly string[]): string => demoId(REGISTER_BEGAN, chance(seed, ...name));
  const wishes = [...supervisorWishes(), ...teamWishes(territory), ...counterWishes(), ...departmentWishes()];
  const postId = (code: string): string => id('post', code);
  const holders = wishes.flatMap((wish): DemoAccount[] => [
    { id: id('account', wish.login), login: wish.login, role: 'officer', nameZh: wish.zh, nameEn: wish.en },
    {
      id: id('account', `${wish.login}b`),
      login: `${wish.login}b`,
      role: 'officer',
      nameZh: wish.deputyZh,
      nameEn: wish.deputyEn,
    },
  ]);
  const lookers = OTHER_ACCOUNTS.map((account) => ({ ...account, id: id('account', account.login) }));
  const posts = wishes.map((wish): NewPost => {
    const { code, kind, login, zh, en, deputyZh, deputyEn, phone, supervisor } = wish;
    return {
      id: postId(code),
      code,
      kind,
      nameZh: zh,
      nameEn: en,
      phone: demoPhone(phone),
      deputyZh,
      deputyEn,
      deputyPhone: demoPhone(phone + 500),
      hours: HOURS,
      officerId: id('account', login),
      deputyId: id('account', `${login}b`),
      supervisorId: supervisor === null ? null : postId(supervisor),
    };
  });
  const teams = territory.areas.map(({ teamNumber }) => ({
    number: teamNumber,
    name: { zh: `第 ${teamNumber} 服务队`, en: `Service team ${teamNumber}` },
    partyLed: true,
    strength: 4 + chance(seed, 'strength', teamCode(teamNumber)).below(3),
    postId: postId(teamCode(teamNumber)),
  }));
  return { accounts: [...holders, ...lookers], posts, teams, servicePoints: servicePoints(id, postId) };
}

const OTHER_ACCOUNTS: readonly Omit<DemoAccount, 'id'>[] = [
  { login: 'manager', role: 'manager', nameZh: '党工委办公室', nameEn: 'District office' },
  { login: 'deputy', role: 'manager', nameZh: '管委会办公室', nameEn: 'Committee office' },
  { login: 'auditor', role: 'auditor', nameZh: '监督岗', nameEn: 'Oversight post' },
  { login: 'sysadmin', role: 'systemAdministrator', nameZh: '系统管理员', nameEn: 'System administrator' },
  { login: 'secadmin', role: 'securityAdministrator', nameZh: '安全管理员', nameEn: 'Security administrator' },
  { login: 'auditadmin', role: 'auditAdministrator', nameZh: '审计管理员', nameEn: 'Audit administrator' },
];

const two = (value: number): string => String(value).padStart(2, '0');
const teamCode = (number: number): string => `T${two(number)}`;

const supervisorWishes = (): readonly PostWish[] =>
  staffWords().supervisors.map(({ code, zh, en }, index) => ({
    code,
    kind: 'supervisor',
    login: `supervisor${index + 1}`,
    zh,
    en,
    deputyZh: `${zh}替岗`,
    deputyEn: `${en}, deputy`,
    phone: 401 + index,
    supervisor: null,
  }));

/** Which of the four supervising posts an area belongs to, by the side of the district it lies on. */
function sideOf(territory: Territory, number: number): string {
  const cells = territory.areas[number - 1]?.cells ?? [];
  const { east, north } = metersFromCenter(centerOf(cells[cells.length >> 1] ?? ''));
  if (Math.abs(east) > 3000) return east > 0 ? 'S01' : 'S03';
  return north > 0 ? 'S04' : 'S02';
}

const teamWishes = (territory: Territory): readonly PostWish[] =>
  territory.areas.map(({ teamNumber: number }) => ({
    code: teamCode(number),
    kind: 'team',
    login: `team${two(number)}`,
    zh: `第 ${number} 服务队队长岗`,
    en: `Service team ${number}, lead`,
    deputyZh: `第 ${number} 服务队副队长岗`,
    deputyEn: `Service team ${number}, deputy lead`,
    phone: 100 + number,
    supervisor: sideOf(territory, number),
  }));

const counterWishes = (): readonly PostWish[] =>
  staffWords().servicePoints.map(({ code, zh, en }, index) => {
    const name = zh.replace('一站式站点（演示）', '站点窗口岗');
    const english = en.replace(' service point (demo)', ' counter');
    return {
      code,
      kind: 'counter',
      login: `counter${index + 1}`,
      zh: name,
      en: english,
      deputyZh: `${name}替岗`,
      deputyEn: `${english}, deputy`,
      phone: 201 + index,
      supervisor: 'S05',
    };
  });

const departmentWishes = (): readonly PostWish[] =>
  staffWords().departments.map(({ code, login, zh, en, supervisor }, index) => ({
    code,
    kind: 'department',
    login,
    zh,
    en,
    deputyZh: `${zh}替岗`,
    deputyEn: `${en}, deputy`,
    phone: 301 + index,
    supervisor,
  }));

function servicePoints(
  id: (...name: readonly string[]) => string,
  postId: (code: string) => string,
): readonly ServicePoint[] {
  const places = new Map(facilityEntries().map((place) => [place.code, place]));
  return staffWords().servicePoints.map(({ code, place: placeCode, zh, en, door }, index) => {
    const place = places.get(placeCode);
    if (place === undefined)
      throw new Error(`data/demo/departments.json: ${code} stands in an unknown place ${placeCode}`);
    return {
      id: id('servicePoint', code),
      name: { zh, en },
      address: `${place.zh}${door}`,
      hours: { zh: '周一至周五 9:00–12:00、13:00–17:30', en: 'Monday to Friday, 9:00–12:00 and 13:00–17:30' },
      phone: demoPhone(10 + index),
      lon: place.lon,
      lat: place.lat,
      counterPostId: postId(code),
    };
  });
}
