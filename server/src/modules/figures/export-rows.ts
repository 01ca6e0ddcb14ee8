import type { FigureRow } from '@banfei/contracts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { sha256 } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Platform } from '../../platform/services.ts';
import { sql } from '../../platform/sql.ts';
import type { PostDirectory } from '../posts/index.ts';
import type { Figure, Lang, Reader } from './figure.ts';
import { scopeOf } from './locate.ts';
import { allRows } from './rows.ts';
import { wallMinute } from './shanghai.ts';
import { recordExport } from './store.ts';
import { checkArea } from './views.ts';
import { type Sheet, type Written, writeCsv, writeWorkbook } from './workbook.ts';

export interface ExportAsked {
  readonly figure: Figure;
  readonly area: number | null;
  readonly format: 'xlsx' | 'csv';
  readonly lang: Lang;
  readonly principal: Principal;
  readonly now: number;
}

export interface ExportFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly rows: number;
}

interface Signature {
  readonly account: string;
  readonly district: string;
}

async function signatureOf(tx: Tx, asked: ExportAsked): Promise<Signature> {
  const row = await tx.row<{ account_zh: string; account_en: string; district_zh: string; district_en: string }>(sql`
    select a.name_zh as account_zh, a.name_en as account_en, d.name_zh as district_zh, d.name_en as district_en
    from accounts a join districts d on d.id = a.district_id
    where a.district_id = ${tx.districtId} and a.id = ${asked.principal.accountId}`);
  const { lang } = asked;
  return {
    account: (lang === 'zh' ? row?.account_zh : row?.account_en) ?? '',
    district: (lang === 'zh' ? row?.district_zh : row?.district_en) ?? '',
  };
}

/** Lines of the second sheet: without them a number in a file is a number without meaning. */
function notes(asked: ExportAsked, signature: Signature, rows: number): readonly (readonly [string, string])[] {
  const { figure, area, lang, now } = asked;
  const zh = lang === 'zh';
  const filter = area === null ? (zh ? '全部片区' : 'All areas') : zh ? `第 ${area} 片区` : `Area ${area}`;
  return [
    [zh ? '指标' : 'Figure', figure.name[lang]],
    [zh ? '口径' : 'Definition', figure.definition[lang]],
    [zh ? '筛选' : 'Filter', filter],
    [zh ? '条数' : 'Rows', String(rows)],
    [zh ? '截至' : 'As of', zh ? `${wallMinute(now)}（北京时间）` : `${wallMinute(now)} (Beijing time)`],
    [zh ? '导出账号' : 'Exported by', signature.account],
    [zh ? '区' : 'District', signature.district],
    [zh ? '留痕' : 'On record', zh ? '每次导出都记入台账' : 'Every export is entered in the register'],
  ];
}

/** Rows and count on one snapshot, then the record, then the file: a file without a record never leaves. */
export async function exportRows(
  platform: Platform,
  directory: PostDirectory,
  asked: ExportAsked,
): Promise<ExportFile> {
  const { figure, area, format, lang, principal, now } = asked;
  const reader: Reader = { lang, now, directory };
  const written: Written = await platform.db.readDistrict(principal.districtId, async (tx) => {
    await checkArea(tx, area);
    const scope = await scopeOf(tx, now);
    const signature = await signatureOf(tx, asked);
    async function* batches(): AsyncGenerator<readonly FigureRow[]> {
      for await (const rows of allRows(tx, figure, scope, area)) yield rows.map((row) => figure.present(row, reader));
    }
    const sheet: Sheet = {
      title: figure.name[lang],
      columns: figure.columns,
      lang,
      batches: batches(),
      notes: (rows) => notes(asked, signature, rows),
    };
    return format === 'xlsx' ? writeWorkbook(sheet) : writeCsv(sheet);
  });
  const record = {
    accountId: principal.accountId,
    at: now,
    figure: figure.id,
    area,
    format,
    rows: written.rows,
    sha256: sha256(written.bytes),
  };
  const id = await platform.db.inDistrict(principal.districtId, (tx) => recordExport(tx, record));
  platform.log.info({ export: id, figure: figure.id, area, format, rows: written.rows }, 'rows exported');
  const place = area === null ? '' : lang === 'zh' ? `-第${area}片区` : `-area${area}`;
  return { ...written, name: `${figure.name[lang]}${place}-${dayAt(now)}.${format}` };
}
