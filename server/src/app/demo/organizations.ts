import type { PartnershipKind } from '@banfei/contracts';
import type { NewFirm } from '../../modules/firms/index.ts';
import type { Activity, Partnership } from '../../modules/network/index.ts';
import type { Covered, Organization } from '../../modules/organizations/index.ts';
import { DEMO_MARK } from './names.ts';
import { chance, demoId } from './random.ts';
import { REGISTER_BEGAN } from './staff.ts';

/** Linked party organizations, as the article counts them. How they divide into the two kinds it does not say. */
export const LINKED_COUNT = 165;
const PLATFORM_COUNT = 41;

const FIELDS = [
  ['光子感知', 'photonic sensing'],
  ['神经接口', 'neural interfaces'],
  ['空间计算', 'spatial computing'],
  ['膜材料', 'membranes'],
  ['低空导航', 'low-altitude navigation'],
  ['可信数据', 'trusted data'],
  ['精准诊断', 'precision diagnostics'],
  ['柔性驱动', 'soft actuators'],
  ['智能传感', 'smart sensing'],
  ['先进封装', 'advanced packaging'],
  ['绿色储能', 'clean storage'],
] as const;
const FORMS = [
  ['联合实验室', 'joint laboratory'],
  ['中试基地', 'pilot base'],
  ['工程中心', 'engineering center'],
  ['研究平台', 'research platform'],
] as const;

/** Divisions of GB/T 4754 in which research is done: medicine, equipment, electronics, instruments, software, research. */
const INNOVATIVE = /^(27|34|35|37|38|39|40|65|73)/;

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
const DAY = 86_400_000;

/** Form, count, approval and term, from the seed: most are small branches, as in any district. */
function register(
  seed: number,
  index: number,
): Omit<Organization, 'id' | 'code' | 'name' | 'kind' | 'facilityId' | 'firmId'> {
  const luck = chance(seed, 'register', index);
  const form = luck.yes(0.68)
    ? 'branch'
    : luck.pick(['jointBranch', 'jointBranch', 'generalBranch', 'committee'] as const);
  const least = form === 'committee' ? 100 : form === 'generalBranch' ? 50 : 3;
  const approved = REGISTER_BEGAN - DAY * (200 + luck.below(3000));
  // A term of three years for branches and five for committees (docs/regulations.md).
  const termBegan = REGISTER_BEGAN - DAY * luck.below(900);
  const years = form === 'committee' ? 5 : 3;
  return {
    form,
    memberCount: least + luck.below(form === 'branch' ? 30 : 45),
    parentId: null,
    approvedOn: day(Math.min(approved, termBegan)),
    approvalDocument: `演示批复〔${2015 + luck.below(10)}〕${1 + luck.below(90)} 号`,
    termBeganOn: day(termBegan),
    reelectionDueOn: day(termBegan + years * 365.25 * DAY),
  };
}

/** What each covers: the company that hosts it, and one or two neighbors of the register. */
export function coverageOf(seed: number, organizations: readonly Organization[]): readonly Covered[] {
  return organizations
    .filter(({ firmId }) => firmId !== null)
    .map(({ id, firmId, code }) => ({
      id: demoId(REGISTER_BEGAN, chance(seed, 'covered', code)),
      organizationId: id,
      firmId,
      facilityId: null,
      since: day(REGISTER_BEGAN),
    }));
}

const PURPOSES: Readonly<Record<PartnershipKind, readonly string[]>> = {
  jointBuilding: ['理论学习同上一堂课', '骨干企业与初创企业结对'],
  chain: ['上下游样品互测', '同链企业共用检测能力'],
  research: ['联合攻关关键部件', '共用中试条件'],
  service: ['一起给新入驻企业讲政策', '一起开办税和用工咨询'],
};
const KINDS: readonly PartnershipKind[] = ['jointBuilding', 'chain', 'research', 'service'];
const ACTIVITIES = [
  ['联合主题党日', '两家 {n} 个支部参加，提出 3 条改进'],
  ['样品互测', '测了 {n} 批样品，2 项转入试产'],
  ['技术沙龙', '{n} 家单位参加，约定下一次专题'],
  ['政策宣讲', '{n} 家企业到场，当场答了 12 个问题'],
] as const;

/** Partnerships of the demo: a few hubs with many, most with one to three, some with none yet. */
export function partnershipsOf(
  seed: number,
  organizations: readonly Organization[],
): { readonly partnerships: readonly Partnership[]; readonly activities: readonly Activity[] } {
  const pairs = new Map<string, Partnership>();
  const activities: Activity[] = [];
  const luck = chance(seed, 'partnerships');
  const joined = organizations.filter((_, index) => index % 16 !== 15);
  for (let n = 0; n < 210; n += 1) {
    // The lower the number, the likelier it is drawn: some become hubs.
    const [a, b] = [joined[Math.floor(joined.length * luck.next() ** 2)], luck.pick(joined)]
      .map((each) => each?.id ?? '')
      .sort();
    if (a === undefined || b === undefined || a === b || pairs.has(`${a} ${b}`)) continue;
    const kind = luck.pick(KINDS);
    const began = REGISTER_BEGAN + DAY * luck.below(300);
    const id = demoId(REGISTER_BEGAN, luck);
    const document = `演示联建协议〔2025〕${n + 1} 号`;
    pairs.set(`${a} ${b}`, {
      id,
      firstId: a,
      secondId: b,
      kind,
      purpose: `${luck.pick(PURPOSES[kind])}${DEMO_MARK}`,
      beganOn: day(began),
      document,
    });
    for (let held = luck.below(3); held > 0; held -= 1) {
      const [title, result] = luck.pick(ACTIVITIES);
      activities.push({
        id: demoId(REGISTER_BEGAN, luck),
        partnershipId: id,
        heldOn: day(began + DAY * (10 + luck.below(90))),
        title: `${title}${DEMO_MARK}`,
        result: result.replace('{n}', String(2 + luck.below(9))),
      });
    }
  }
  return { partnerships: [...pairs.values()], activities };
}

/** The register of the 165: invented research platforms and the larger of the demo companies. */
export function organizationsOf(seed: number, firms: readonly NewFirm[]): readonly Organization[] {
  const id = (index: number): string => demoId(REGISTER_BEGAN, chance(seed, 'organization', index));
  const code = (index: number): string => `L${String(index + 1).padStart(3, '0')}`;
  const platforms = Array.from({ length: PLATFORM_COUNT }, (_, index): Organization => {
    const [field, fieldEn] = FIELDS[index % FIELDS.length] ?? FIELDS[0];
    const [form, formEn] = FORMS[Math.floor(index / FIELDS.length)] ?? FORMS[0];
    const name = { zh: `${field}${form}党支部${DEMO_MARK}`, en: `Party branch of the ${fieldEn} ${formEn} (demo)` };
    return {
      id: id(index),
      code: code(index),
      name,
      kind: 'researchPlatform',
      facilityId: null,
      firmId: null,
      ...register(seed, index),
    };
  });
  const hosts = firms
    .filter(({ status, industryCode }) => status === '存续' && INNOVATIVE.test(industryCode ?? ''))
    .map((firm) => ({ firm, capital: Number(firm.capital.minor ?? 0n) }))
    .sort((a, b) => b.capital - a.capital || (a.firm.id < b.firm.id ? -1 : 1));
  const companies = hosts.slice(0, LINKED_COUNT - PLATFORM_COUNT).map(({ firm }, position): Organization => {
    const index = PLATFORM_COUNT + position;
    const name = { zh: `${firm.name}党组织`, en: `Party organization of ${firm.name} (demo)` };
    return {
      id: id(index),
      code: code(index),
      name,
      kind: 'keyCompany',
      facilityId: null,
      firmId: firm.id,
      ...register(seed, index),
    };
  });
  return [...platforms, ...companies];
}
