import type { FirmStaff } from '../../modules/firms/index.ts';
import { chance } from './random.ts';

/** Companies whose staff is known: registers never know all of them. */
const KNOWN = 0.9;

/** People employed by each demo company: most have a handful, a few have hundreds, as in any register. */
export function staffNumbers(seed: number, firms: readonly { readonly id: string }[]): readonly FirmStaff[] {
  const luck = chance(seed, 'staff');
  return firms.flatMap(({ id }) => {
    const staff = Math.min(2000, Math.max(1, Math.round(Math.exp(2 + 1.1 * luck.normal()))));
    return luck.yes(KNOWN) ? [{ firmId: id, staff }] : [];
  });
}
