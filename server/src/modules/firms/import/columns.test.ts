import { describe, expect, it } from 'vitest';
import { columnsOf, fieldOfHeader, headerSignature, proposeMapping } from './columns.ts';
import { demoCode } from './fixture.ts';

const rows = (...cells: string[][]) => cells.map((row) => ({ cells: row }));

describe('columns of a list', () => {
  it.each([
    ['统一社会信用代码', 'code'],
    ['USCC', 'code'],
    ['社会信用代码（18位）', 'code'],
    ['企业（机构）名称', 'name'],
    ['公司名称', 'name'],
    ['Company Name', 'name'],
    ['reg_capital', 'capital'],
    ['注册资本(万元)', 'capital'],
    ['成立日期', 'establishedOn'],
    ['备注', null],
    ['', null],
  ])('“%s” is %s', (header, field) => {
    expect(fieldOfHeader(header)).toBe(field);
  });

  it('without telling names are recognized by what they hold', () => {
    const list = rows(
      [demoCode(1), '演示一号有限公司', '2026-01-02', '杭州市余杭区某路 1 号'],
      [demoCode(2), '演示二号有限公司', '2026-01-03', '杭州市余杭区某路 2 号'],
    );
    expect(proposeMapping(['A', 'B', 'C', 'D'], list)).toEqual({
      A: 'code',
      B: 'name',
      C: 'establishedOn',
      D: 'address',
    });
  });

  it('give each field to one column, the first by name', () => {
    expect(
      proposeMapping(['企业名称', '公司名称', '地址', '经营地址'], rows(['甲公司', '乙公司', '一', '二'])),
    ).toEqual({ 企业名称: 'name', 公司名称: null, 地址: 'address', 经营地址: null });
  });

  it('are refused with the sentence that names the fault', () => {
    expect(columnsOf(['a', 'b'], { c: 'name' })).toMatchObject({
      remark: { code: 'IMPORT_MAPPING_COLUMN', facts: { header: 'c' } },
    });
    expect(columnsOf(['a', 'b'], { a: 'name', b: 'name' })).toMatchObject({
      remark: { code: 'IMPORT_MAPPING_TWICE', facts: { first: 'a', second: 'b', field: '企业名称' } },
    });
    expect(columnsOf(['a', 'b'], { a: 'address' })).toMatchObject({ remark: { code: 'IMPORT_NAME_COLUMN_MISSING' } });
  });

  it('have one signature however the header is spaced', () => {
    expect(headerSignature(['企业 名称', 'USCC'])).toBe(headerSignature(['企业名称', 'uscc']));
    expect(headerSignature(['企业名称', 'uscc'])).not.toBe(headerSignature(['uscc', '企业名称']));
  });
});
