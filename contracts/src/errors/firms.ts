import type { ErrorEntry } from './entry.ts';

/** Refusals of companies and of whole import files. */
const fileErrors = {
  FIRM_NAME_TAKEN: {
    status: 409,
    zh: '“{name}”已经在册，不用再记。从搜索结果里选它',
    en: '“{name}” is registered already. Choose it from the search results',
  },
  FIRM_NAME_HIDDEN: {
    status: 422,
    zh: '名称里有看不见的字符（{character}），多半是复制时带来的。重新打一遍名称',
    en: 'The name holds an invisible character ({character}), most likely from copying. Type the name again',
  },
  IMPORT_FILE_MISSING: {
    status: 422,
    zh: '没有收到名单文件。先选一个 csv 或 xlsx 文件再上传',
    en: 'No list arrived. Choose a csv or xlsx file, then upload',
  },
  IMPORT_FILE_EMPTY: {
    status: 422,
    zh: '“{name}”里没有数据行。第一行写列名，从第二行起每家企业一行',
    en: '“{name}” has no data rows. Put column names in the first row and one company in each row below',
  },
  IMPORT_FILE_TOO_LARGE: {
    status: 413,
    zh: '文件有 {size} MB，一次最多 {limit} MB。分成几个文件再传',
    en: 'The file has {size} MB and {limit} MB is the most at once. Split it and upload the parts',
  },
  IMPORT_FORMAT_UNKNOWN: {
    status: 422,
    zh: '这是{found}，这里读 csv 和 xlsx。用 Excel 或 WPS 打开，另存为 xlsx 再传',
    en: 'This is {foundEn}; csv and xlsx are read here. Open it in Excel or WPS, save it as xlsx and upload that',
  },
  IMPORT_ENCODING_UNKNOWN: {
    status: 422,
    zh: '看不出文件用的是哪种文字编码，硬读会出现错字，所以没有读。另存为 UTF-8 的 csv 或 xlsx 再传',
    en: 'The character encoding of the file cannot be told, and guessing would garble names, so it was not read. Save it as csv in UTF-8 or as xlsx',
  },
  IMPORT_TOO_MANY_ROWS: {
    status: 422,
    zh: '文件超过 {limit} 行。分成几个文件再传',
    en: 'The file has more than {limit} rows. Split it and upload the parts',
  },
  IMPORT_TOO_MANY_COLUMNS: {
    status: 422,
    zh: '文件有 {count} 列，最多 {limit} 列。删去用不到的列再传',
    en: 'The file has {count} columns and {limit} is the most. Remove the ones that are not needed',
  },
  IMPORT_TOO_MANY_CELLS: {
    status: 422,
    zh: '文件超过 {limit} 万格，没有读。删去用不到的列，或分成几个文件再传',
    en: 'The file has more than {limitEn} cells and was not read. Remove columns that are not needed, or split it',
  },
  IMPORT_TOO_MUCH_TEXT: {
    status: 422,
    zh: '文件超过 {limit} 万字，没有读。删去用不到的列，或分成几个文件再传',
    en: 'The file has more than {limitEn} characters and was not read. Remove columns that are not needed, or split it',
  },
  IMPORT_NAME_COLUMN_MISSING: {
    status: 422,
    zh: '没有哪一列是企业名称，也没有统一社会信用代码。在列对应里指定一列',
    en: 'No column holds company names or credit codes. Say in the mapping which one does',
  },
  IMPORT_MAPPING_TWICE: {
    status: 422,
    zh: '“{first}”和“{second}”两列都对应到“{field}”。只留一列',
    en: 'The columns “{first}” and “{second}” are both mapped to “{fieldEn}”. Keep one of them',
  },
  IMPORT_MAPPING_COLUMN: {
    status: 422,
    zh: '文件里没有“{header}”这一列。列名要和文件第一行一致',
    en: 'The file has no column “{header}”. Column names must be those of its header row',
  },
  IMPORT_MAPPING_UNREADABLE: {
    status: 422,
    zh: '读不懂列对应（{problem}）。应是列名到字段的 JSON 对象',
    en: 'The mapping could not be read ({problem}). It is a JSON object from column name to field',
  },
  IMPORT_SHEET_DAMAGED: {
    status: 422,
    zh: '打不开这个 xlsx（{problem}）。用 Excel 或 WPS 打开检查，另存一份再传',
    en: 'This xlsx cannot be opened ({problem}). Open it in Excel or WPS, save a copy and upload that',
  },
  IMPORT_SHEET_EXPANDS: {
    status: 422,
    zh: '这个 xlsx 解开后有 {size} MB 或更多，远大于名单该有的大小，没有读。只留企业名单一张表，另存后再传',
    en: 'This xlsx unpacks to {size} MB or more, far beyond what a list takes, and was not read. Keep only the list, save a copy and upload that',
  },
  IMPORT_SHEET_PARTS: {
    status: 422,
    zh: '这个 xlsx 内含 {count} 个部件，最多 {limit} 个。只留企业名单一张表，另存后再传',
    en: 'This xlsx holds {count} parts and {limit} is the most. Keep only the list, save a copy and upload that',
  },
  IMPORT_SHEET_NESTED: {
    status: 422,
    zh: '这个 xlsx 里还套着别的文件（{name}），没有读。去掉嵌入的文件，另存后再传',
    en: 'This xlsx contains another file ({name}) and was not read. Remove what is embedded, save a copy and upload that',
  },
  IMPORT_SHEET_ENTITIES: {
    status: 422,
    zh: '这个 xlsx 里有外部引用声明（{name}），没有读。用 Excel 或 WPS 另存一份再传',
    en: 'This xlsx declares external references ({name}) and was not read. Save a copy in Excel or WPS and upload that',
  },
  IMPORT_SHEET_LOCKED: {
    status: 422,
    zh: '这个文件加了密码，打不开。去掉密码，另存后再传',
    en: 'This file is protected by a password. Remove it, save a copy and upload that',
  },
  IMPORT_SHEET_TIMEOUT: {
    status: 422,
    zh: '读了 {seconds} 秒还没读完，已停下。只留企业名单一张表，或另存为 csv 再传',
    en: 'Reading was stopped after {seconds} seconds. Keep only the list, or save it as csv and upload that',
  },
  IMPORT_SHEET_MEMORY: {
    status: 422,
    zh: '读这个 xlsx 要用的内存超过 {limit} MB，已停下。另存为 csv 再传',
    en: 'Reading this xlsx takes more than {limit} MB of memory and was stopped. Save it as csv and upload that',
  },
  IMPORT_COMMITTED: {
    status: 409,
    zh: '这次导入已在 {at} 生效。要改列对应请重新上传',
    en: 'This import took effect at {at}. To change the mapping, upload the file again',
  },
} as const satisfies Record<string, ErrorEntry>;

/** What is said of one row: why it was refused, or which of its cells was left aside. */
const rowErrors = {
  ROW_ENCODING: {
    status: 422,
    zh: '“{column}”里有字在之前的转换中丢了。对照原件改好再传',
    en: 'A character in “{column}” was lost in an earlier conversion. Correct it from the original',
  },
  ROW_HIDDEN_CHARACTER: {
    status: 422,
    zh: '“{column}”里有看不见的字符（{character}）。重新打一遍这一格',
    en: '“{column}” holds an invisible character ({character}). Type the cell again',
  },
  ROW_NUL: {
    status: 422,
    zh: '这一行里有空字符，文件可能已损坏。从原系统重新导出',
    en: 'This row holds NUL characters; the file may be damaged. Export it again',
  },
  ROW_COLUMNS: {
    status: 422,
    zh: '这一行有 {found} 格，列名有 {expected} 个。检查是否少了分隔符或引号',
    en: 'This row has {found} cells and the header {expected}. Look for a missing delimiter or quote',
  },
  ROW_QUOTE_UNCLOSED: {
    status: 422,
    zh: '这一行的引号没有成对。补上或去掉引号',
    en: 'A quotation mark in this row is not closed. Close or remove it',
  },
  ROW_QUOTE_STRAY: {
    status: 422,
    zh: '这一行的引号后面还有字。格内的引号要写两遍',
    en: 'There is text after a closing quotation mark in this row. Write quotation marks inside a cell twice',
  },
  ROW_NAME_MISSING: {
    status: 422,
    zh: '没有企业名称。补上再传',
    en: 'The company name is missing. Fill it in',
  },
  ROW_NAME_TOO_LONG: {
    status: 422,
    zh: '名称有 {length} 个字，最多 {limit} 个。检查是否把几列并在了一起',
    en: 'The name has {length} characters and {limit} is the most. Were several columns joined?',
  },
  ROW_CELL_TOO_LONG: {
    status: 422,
    zh: '“{column}”有 {length} 个字，最多 {limit} 个。缩短再传',
    en: '“{column}” has {length} characters and {limit} is the most. Shorten it',
  },
  ROW_CODE_NUMBER: {
    status: 422,
    zh: '代码被表格软件改成了数字“{value}”，后几位已经丢失。把这一列设为文本，重新填入代码',
    en: 'The spreadsheet turned the code into the number “{value}” and its last digits are lost. Format the column as text and enter the code again',
  },
  ROW_CODE_HINT: {
    status: 422,
    zh: '是不是 {hint}？对照营业执照确认',
    en: 'Did you mean {hint}? Confirm it from the business license',
  },
  ROW_CODE_MISSING: {
    status: 422,
    zh: '没有统一社会信用代码，先按待核对企业记下。核对后补上代码',
    en: 'There is no credit code; the company is taken down as provisional. Add the code once it is verified',
  },
  ROW_NAME_AMBIGUOUS: {
    status: 422,
    zh: '没有代码，而在册有 {count} 家企业都叫这个名称。补上代码再传',
    en: 'There is no code and {count} registered companies have this name. Add the code',
  },
  ROW_CODE_TWICE: {
    status: 422,
    zh: '代码和第 {line} 行相同，只取那一行',
    en: 'The code is that of line {line}; only that line is taken',
  },
  ROW_NAME_TWICE: {
    status: 422,
    zh: '名称和第 {line} 行相同，只取那一行',
    en: 'The name is that of line {line}; only that line is taken',
  },
  ROW_NAME_SHARED: {
    status: 422,
    zh: '在册另有一家同名企业，代码是 {code}。请核对',
    en: 'Another registered company of this name has the code {code}. Please check',
  },
  ROW_DATE_UNREADABLE: {
    status: 422,
    zh: '“{column}”里的“{value}”看不出是哪一天，这一格先留空。写成 2026-01-31 这样',
    en: '“{value}” in “{column}” is not a day that can be read; the cell was left aside. Write it as 2026-01-31',
  },
  ROW_DATE_IMPOSSIBLE: {
    status: 422,
    zh: '“{column}”里的“{value}”这一天不存在，这一格先留空。核对后改好',
    en: 'The day “{value}” in “{column}” does not exist; the cell was left aside. Correct it',
  },
  ROW_CAPITAL_UNREADABLE: {
    status: 422,
    zh: '注册资本“{value}”换算不出金额，原文照存',
    en: 'The capital “{value}” could not be turned into an amount; its text is kept',
  },
  ROW_REGION_UNKNOWN: {
    status: 422,
    zh: '行政区划代码“{value}”不在代码表里，这一格先留空',
    en: 'The region code “{value}” is not in the table; the cell was left aside',
  },
  ROW_INDUSTRY_UNKNOWN: {
    status: 422,
    zh: '行业代码“{value}”不在 GB/T 4754-2017 里，这一格先留空',
    en: 'The industry code “{value}” is not in GB/T 4754-2017; the cell was left aside',
  },
  ROW_COORDINATES_UNREADABLE: {
    status: 422,
    zh: '坐标“{value}”不在中国范围内或写法不对，按地址落位',
    en: 'The coordinates “{value}” are unreadable or not in China; the address decides the place',
  },
  ROW_CELL_ERROR: {
    status: 422,
    zh: '“{column}”是表格里的错误值 {value}，这一格先留空',
    en: '“{column}” holds the spreadsheet error {value}; the cell was left aside',
  },
  ROW_FORMULA: {
    status: 422,
    zh: '“{column}”是公式，取了表格里存着的结果“{value}”，没有重新计算',
    en: '“{column}” is a formula; its stored result “{value}” was taken and nothing was calculated',
  },
  ROW_FORMULA_EMPTY: {
    status: 422,
    zh: '“{column}”是公式，文件里没有存结果，这一格先留空。在表格软件里打开存一次再传',
    en: '“{column}” is a formula without a stored result; the cell was left aside. Open and save the file once in a spreadsheet',
  },
} as const satisfies Record<string, ErrorEntry>;

/** Decisions that a reader of the report should know of; nothing was refused. */
const noteErrors = {
  NOTE_ENCODING: {
    status: 422,
    zh: '文件两种编码都读得通，按 {encoding} 读：{reason}',
    en: 'The file can be read in two encodings and was read as {encoding}: {reasonEn}',
  },
  NOTE_ENCODING_DAMAGED: {
    status: 422,
    zh: '文件基本是 {encoding}，第 {line} 行起有读不出的字节；含有它们的行没有收下',
    en: 'The file is mostly {encoding}, with unreadable bytes from line {line} on; rows that hold them were not accepted',
  },
  NOTE_TITLE_ROWS: {
    status: 422,
    zh: '列名在第 {line} 行，它上面的行当作标题跳过',
    en: 'The column names are in line {line}; the rows above were passed over as a title',
  },
  NOTE_OTHER_SHEETS: {
    status: 422,
    zh: '只读了“{sheet}”这张表，另外还有 {count} 张没有读',
    en: 'Only the sheet “{sheet}” was read; {count} others were not',
  },
  NOTE_1904: {
    status: 422,
    zh: '这个表的日期从 1904 年起算，已按此换算',
    en: 'Dates of this workbook count from 1904 and were converted accordingly',
  },
} as const satisfies Record<string, ErrorEntry>;

export const firmErrors = { ...fileErrors, ...rowErrors, ...noteErrors } as const;
