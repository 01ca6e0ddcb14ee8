import { closed, DealTermSheet, Id, ScenarioOutcome } from '@banfei/contracts';
import { Type } from '@sinclair/typebox';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { sha256 } from '../../platform/ids.ts';
import { type Operation, ok, operation, SENT } from '../../platform/operation.ts';
import { sql } from '../../platform/sql.ts';
import { maySeeDeals, mayTakeDeals } from './access.ts';
import type { DeskDeps } from './desk-deps.ts';
import { flowsOfDeal, termSheetOf } from './term-sheet.ts';
import { dealWorkbook } from './workbook.ts';

/** The register of exports. It belongs to figures, which come later; the application hands it in. */
export interface Exporting {
  readonly record: (
    tx: Tx,
    record: {
      readonly accountId: string;
      readonly at: number;
      readonly figure: string;
      readonly area: null;
      readonly format: 'xlsx';
      readonly rows: number;
      readonly sha256: Buffer;
    },
  ) => Promise<string>;
}

const OneId = closed({ id: Id });
const Query = closed({ scenario: Type.Optional(ScenarioOutcome.properties.id) });
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Taking {
  readonly accountId: string;
  readonly now: number;
  readonly approved: boolean;
}

/** Who took the file, of which product, and when: on its first sheet, and in the register. */
async function notesFor(tx: Tx, { accountId, now, approved }: Taking): Promise<readonly (readonly [string, string])[]> {
  const row = await tx.row<{ account: string; district: string }>(sql`
    select a.name_zh || ' / ' || a.name_en as account, d.name_zh || ' / ' || d.name_en as district
    from accounts a join districts d on d.id = a.district_id where a.district_id = ${tx.districtId} and a.id = ${accountId}`);
  return [
    ['导出账号 / Exported by', row?.account ?? ''],
    ['区 / District', row?.district ?? ''],
    ['截至 / As of', new Date(now).toISOString()],
    [
      '条款 / Terms',
      approved ? '已审批 / approved' : '待第二人审批，不是定稿 / waiting for a second person, not final',
    ],
    ['留痕 / On record', '每次导出都记入台账 / every export is entered in the register'],
  ];
}

/** The term sheet on a page and the cash flows as a file. */
export function documentOperations({ platform, posts }: DeskDeps, { record }: Exporting): readonly Operation[] {
  const { db, log } = platform;
  return [
    operation(maySeeDeals, {
      method: 'GET',
      path: '/api/deals/:id/term-sheet',
      summary:
        'Tranches, dates, support, triggers with values, warnings and cash flows under a scenario, of approved or proposed terms',
      schema: { params: OneId, query: Query, response: DealTermSheet },
      handle: async ({ districtId, principal, now, params, query }) => {
        const directory = await posts.directory(districtId);
        const reader = { principal, directory, now };
        const scenario = query.scenario ?? 'agreed';
        return ok(await db.readDistrict(districtId, (tx) => termSheetOf(tx, reader, params.id, scenario)));
      },
    }),
    operation(mayTakeDeals, {
      method: 'GET',
      path: '/api/deals/:id/workbook.xlsx',
      summary:
        'The cash flows of approved or proposed terms under a scenario as formulas in xlsx; the export is recorded',
      schema: { params: OneId, query: Query, response: Type.String({ format: 'binary' }) },
      handle: async ({ districtId, principal, now, params, query, reply }) => {
        const { accountId } = principal;
        const scenario = query.scenario ?? 'agreed';
        const { flows, notes } = await db.readDistrict(districtId, async (tx) => {
          const flows = await flowsOfDeal(tx, params.id, scenario);
          return { flows, notes: await notesFor(tx, { accountId, now, approved: flows.approved }) };
        });
        // Names of companies are no part of the deal's file, so none of them leaves with it.
        const workbook = await dealWorkbook(flows.run, notes);
        if (!workbook.ok) throw new Refusal(workbook.code, workbook.facts);
        const { bytes } = workbook;
        const rows = flows.run.periods.length;
        const entry = { accountId, at: now, figure: 'dealWorkbook', area: null, format: 'xlsx', rows } as const;
        // The record first, then the file: a file without a record never leaves.
        const id = await db.inDistrict(districtId, (tx) => record(tx, { ...entry, sha256: sha256(bytes) }));
        log.info({ export: id, deal: params.id, scenario, rows }, 'cash flows exported');
        reply
          .header('content-type', XLSX)
          .header('content-disposition', `attachment; filename="banfei-deal-${flows.number}-${scenario}.xlsx"`)
          .header('cache-control', 'no-store')
          .send(bytes);
        return SENT;
      },
    }),
  ];
}
