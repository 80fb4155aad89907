/** Which cells of the published tables in data/ are which figures. */
import type { CivilDate } from '../engine/model/dates.ts';

/** A published document, and the day from which its figures count as known. */
export interface SourceDocument {
  readonly name: string;
  readonly date: CivilDate;
}

export const REPORT_341: SourceDocument = {
  name: 'Báo cáo 341/BC-SNV ngày 21/02/2020 của Sở Nội vụ',
  date: '2020-02-21',
};
const REPORT_2286: SourceDocument = {
  name: 'Báo cáo 2286/BC-UBND ngày 28/3/2019 của UBND thành phố Nha Trang',
  date: '2019-03-28',
};

/** A column that holds a fact as a plain decimal, of which 1 or 100 is the whole. */
export interface FigureColumn {
  readonly column: string;
  readonly fact: string;
  readonly percent: boolean;
}

/** A table of figures of one year. */
export interface FigureTable {
  /** Below data/. */
  readonly file: string;
  readonly document: SourceDocument;
  readonly period: string;
  /** Only the rows with these cells. */
  readonly only?: Readonly<Record<string, string>>;
  /** The column that names the unit; where `units` is given, only its keys are read. */
  readonly unitColumn: string;
  readonly units?: Readonly<Record<string, string>>;
  readonly columns: readonly FigureColumn[];
}

const NHA_TRANG = 'kh-tp-nha-trang';

export const FIGURE_TABLES: readonly FigureTable[] = [
  {
    file: 'khanh-hoa/scores-2019.csv',
    document: REPORT_341,
    period: '2019',
    unitColumn: 'unit_id',
    columns: [
      { column: 'standard_points', fact: 'điểm chuẩn', percent: false },
      { column: 'appraised_points', fact: 'điểm thẩm định', percent: false },
    ],
  },
  {
    file: 'khanh-hoa/index-2018.csv',
    document: REPORT_341,
    period: '2018',
    unitColumn: 'unit_id',
    columns: [{ column: 'index_2018', fact: 'chỉ số CCHC', percent: true }],
  },
  {
    file: 'nha-trang/dossiers-2018.csv',
    document: REPORT_2286,
    period: '2018',
    unitColumn: 'level_id',
    units: { 'nt-city': NHA_TRANG },
    columns: [
      { column: 'received', fact: 'hồ sơ tiếp nhận', percent: false },
      { column: 'resolved', fact: 'hồ sơ đã giải quyết', percent: false },
      { column: 'late', fact: 'hồ sơ trễ hạn', percent: false },
    ],
  },
  {
    file: 'nha-trang/index-satisfaction.csv',
    document: REPORT_2286,
    period: '2018',
    only: { measure: 'satisfaction', year: '2018' },
    unitColumn: 'level',
    units: { city: NHA_TRANG },
    columns: [{ column: 'value', fact: 'chỉ số hài lòng', percent: true }],
  },
];

/** What a report found of all units at once. */
export const FINDINGS = { file: 'khanh-hoa/findings-2019.csv', document: REPORT_341 } as const;

/** A column of published ranks; the decision is null where the report does not print it. */
export interface RankColumn {
  readonly column: string;
  readonly year: number;
  readonly decision: string | null;
  readonly decidedOn: CivilDate | null;
  readonly knownOn: CivilDate;
}

export const RANKS: {
  readonly file: string;
  readonly document: SourceDocument;
  /** As it is cited beside a rank. */
  readonly source: string;
  readonly columns: readonly RankColumn[];
} = {
  file: 'khanh-hoa/ranks-2017-2019.csv',
  document: REPORT_341,
  source: 'Báo cáo 341/BC-SNV ngày 21/02/2020 của Sở Nội vụ',
  columns: [
    {
      column: 'rank_2019',
      year: 2019,
      decision: '199/QĐ-UBND',
      decidedOn: '2020-01-21',
      knownOn: '2020-01-21',
    },
    { column: 'rank_2018', year: 2018, decision: null, decidedOn: null, knownOn: REPORT_341.date },
    { column: 'rank_2017', year: 2017, decision: null, decidedOn: null, knownOn: REPORT_341.date },
  ],
};

/** Averages by block of years of which the report prints no unit's index. */
export const AVERAGES = {
  file: 'khanh-hoa/block-averages.csv',
  document: REPORT_341,
  province: 'khanh-hoa',
  source: 'Báo cáo 341/BC-SNV ngày 21/02/2020 của Sở Nội vụ',
  /** The row of the general average. */
  general: 'all',
  columns: [{ column: 'avg_2017', year: 2017 }],
} as const;

/** Ranks that the report prints short. */
export const RANK_NAMES: Readonly<Record<string, string>> = { TB: 'TRUNG BÌNH' };

export const UNITS = {
  file: 'khanh-hoa/units.csv',
  aliases: 'common/aliases.csv',
  document: REPORT_341,
  province: 'khanh-hoa',
  /** The full name, and the other columns that hold names. */
  name: 'name_table4',
  names: ['name_table1', 'name_table5'],
  /** One column with several names between " | ". */
  moreNames: 'alt_names',
} as const;

/** In the order of the report, under the names that its prose gives them. */
export const BLOCKS: readonly { readonly code: string; readonly name: string }[] = [
  { code: 'so', name: 'Khối Sở, ban, ngành' },
  { code: 'nganh-doc', name: 'Khối ngành dọc' },
  { code: 'huyen', name: 'Khối UBND cấp huyện' },
  { code: 'su-nghiep', name: 'Khối đơn vị sự nghiệp' },
];

/** Ids of the spellings table that are another unit's. */
export const SAME_UNIT: Readonly<Record<string, string>> = { 'nt-city': NHA_TRANG };

/** "UBND thành phố" is Nha Trang in its own report alone; elsewhere it names no one city. */
export const AMBIGUOUS_ALIASES: ReadonlySet<string> = new Set(['UBND thành phố']);
