import type { NewFirm } from '../../modules/firms/index.ts';
import type { Organization } from '../../modules/organizations/index.ts';
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

/** The register of the 165: invented research platforms and the larger of the demo companies. */
export function organizationsOf(seed: number, firms: readonly NewFirm[]): readonly Organization[] {
  const id = (index: number): string => demoId(REGISTER_BEGAN, chance(seed, 'organization', index));
  const code = (index: number): string => `L${String(index + 1).padStart(3, '0')}`;
  const platforms = Array.from({ length: PLATFORM_COUNT }, (_, index): Organization => {
    const [field, fieldEn] = FIELDS[index % FIELDS.length] ?? FIELDS[0];
    const [form, formEn] = FORMS[Math.floor(index / FIELDS.length)] ?? FORMS[0];
    const name = { zh: `${field}${form}党支部${DEMO_MARK}`, en: `Party branch of the ${fieldEn} ${formEn} (demo)` };
    return { id: id(index), code: code(index), name, kind: 'researchPlatform', facilityId: null, firmId: null };
  });
  const hosts = firms
    .filter(({ status, industryCode }) => status === '存续' && INNOVATIVE.test(industryCode ?? ''))
    .map((firm) => ({ firm, capital: Number(firm.capital.minor ?? 0n) }))
    .sort((a, b) => b.capital - a.capital || (a.firm.id < b.firm.id ? -1 : 1));
  const companies = hosts.slice(0, LINKED_COUNT - PLATFORM_COUNT).map(({ firm }, position): Organization => {
    const index = PLATFORM_COUNT + position;
    const name = { zh: `${firm.name}党组织`, en: `Party organization of ${firm.name} (demo)` };
    return { id: id(index), code: code(index), name, kind: 'keyCompany', facilityId: null, firmId: firm.id };
  });
  return [...platforms, ...companies];
}
