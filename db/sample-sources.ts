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

const REPORT_DAK_NONG: SourceDocument = {
  // The report prints no date; it quotes figures of the whole of 2020.
  name: 'Báo cáo Chỉ số cải cách hành chính năm 2020 của UBND tỉnh Đắk Nông',
  date: '2021-01-01',
};
const REPORT_86: SourceDocument = {
  name: 'Báo cáo 86/BC-SNV ngày 04/6/2018 của Sở Nội vụ tỉnh Sóc Trăng',
  date: '2018-06-04',
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
  /** Rows that are of no unit: averages. */
  readonly except?: readonly string[];
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
  {
    file: 'dak-nong/index-2019-vs-2020.csv',
    document: REPORT_DAK_NONG,
    period: '2019',
    unitColumn: 'unit_id',
    except: ['avg-province', 'avg-district', 'avg-all'],
    columns: [{ column: 'index_2019_printed', fact: 'chỉ số CCHC', percent: true }],
  },
  {
    file: 'soc-trang/parts-2017.csv',
    document: REPORT_86,
    period: '2017',
    unitColumn: 'unit_id',
    columns: [
      { column: 'self_points', fact: 'điểm tự đánh giá', percent: false },
      { column: 'self_max', fact: 'điểm tự đánh giá tối đa', percent: false },
      { column: 'survey_points', fact: 'điểm điều tra xã hội học', percent: false },
      { column: 'survey_max', fact: 'điểm điều tra xã hội học tối đa', percent: false },
    ],
  },
];

/** A table of points: one row a unit and item. */
export interface ScoreTable {
  readonly file: string;
  readonly document: SourceDocument;
  readonly year: number;
}

/** Points of items, with their number. */
export const POINT_TABLES: readonly (ScoreTable & { readonly item: string; readonly points: string })[] = [
  {
    file: 'dak-nong/components-long.csv',
    document: REPORT_DAK_NONG,
    year: 2020,
    item: 'slug',
    points: 'points_printed',
  },
];

/** What the prose says of points, with its reasons; the items and their maxima are those of `criteria`. */
export const REASON_TABLES: readonly (ScoreTable & { readonly criteria: string })[] = [
  {
    file: 'khanh-hoa/score-reasons-2019.csv',
    criteria: 'khanh-hoa/criteria-2019.csv',
    document: REPORT_341,
    year: 2019,
  },
  {
    file: 'dak-nong/score-reasons-2020.csv',
    criteria: 'dak-nong/criteria-2020.csv',
    document: REPORT_DAK_NONG,
    year: 2020,
  },
  {
    file: 'soc-trang/score-reasons-2017.csv',
    criteria: 'soc-trang/criteria-2017.csv',
    document: REPORT_86,
    year: 2017,
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

/** A table of published ranks. */
export interface RankTable {
  readonly file: string;
  readonly document: SourceDocument;
  readonly columns: readonly RankColumn[];
}

export const RANK_TABLES: readonly RankTable[] = [
  {
    file: 'khanh-hoa/ranks-2017-2019.csv',
    document: REPORT_341,
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
  },
  {
    file: 'dak-nong/ranks-2020.csv',
    document: REPORT_DAK_NONG,
    columns: [
      { column: 'rank_2020', year: 2020, decision: null, decidedOn: null, knownOn: REPORT_DAK_NONG.date },
    ],
  },
  {
    // A place among the 63 provinces: the Ministry gives no bands.
    file: 'soc-trang/ranks-2017.csv',
    document: REPORT_86,
    columns: [
      {
        column: 'rank_2017',
        year: 2017,
        decision: '716/QĐ-BNV',
        decidedOn: '2018-04-24',
        knownOn: '2018-04-24',
      },
    ],
  },
];

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

/** A table of the units of one province. */
export interface UnitTable {
  readonly file: string;
  readonly document: SourceDocument;
  readonly province: string;
  /** The full name, and the other columns that hold names, some several between " | ". */
  readonly name: string;
  readonly names: readonly string[];
  /** The column of the block, and what its cells mean where they are no codes. */
  readonly blockColumn: string;
  readonly blockCodes?: Readonly<Record<string, string>>;
  /** In the order of the report, under the names that its prose gives them; and what else they are called. */
  readonly blocks: readonly {
    readonly code: string;
    readonly name: string;
    readonly aliases?: readonly string[];
  }[];
}

export const SPELLINGS = 'common/aliases.csv';

/** The province whose running year is simulated, and the first that is meant where none is named. */
export const KHANH_HOA = 'khanh-hoa';

export const UNIT_TABLES: readonly UnitTable[] = [
  {
    file: 'khanh-hoa/units.csv',
    document: REPORT_341,
    province: KHANH_HOA,
    name: 'name_table4',
    names: ['name_table1', 'name_table5', 'alt_names'],
    blockColumn: 'block',
    blocks: [
      { code: 'so', name: 'Khối Sở, ban, ngành' },
      { code: 'nganh-doc', name: 'Khối ngành dọc' },
      { code: 'huyen', name: 'Khối UBND cấp huyện' },
      { code: 'su-nghiep', name: 'Khối đơn vị sự nghiệp' },
    ],
  },
  {
    file: 'dak-nong/units.csv',
    document: REPORT_DAK_NONG,
    province: 'dak-nong',
    name: 'name_totals_table',
    names: ['alt_names'],
    blockColumn: 'level',
    blockCodes: { province: 'cap-tinh', district: 'cap-huyen' },
    blocks: [
      {
        code: 'cap-tinh',
        name: 'Khối cơ quan cấp tỉnh',
        aliases: ['các đơn vị cấp tỉnh', 'đơn vị cấp tỉnh', 'Cấp tỉnh', 'khối sở', 'khối sở, ban, ngành'],
      },
      { code: 'cap-huyen', name: 'Khối UBND cấp huyện', aliases: ['khối huyện'] },
    ],
  },
  {
    file: 'soc-trang/units.csv',
    document: REPORT_86,
    province: 'soc-trang',
    name: 'name',
    names: ['alt_names'],
    blockColumn: 'block',
    blocks: [
      { code: 'tinh', name: 'Cả tỉnh' },
      { code: 'so-nganh', name: 'Sở, ban, ngành', aliases: ['khối sở'] },
      { code: 'quan-huyen', name: 'UBND cấp huyện', aliases: ['khối huyện'] },
    ],
  },
];

/** Ids of the spellings table that are another unit's. */
export const SAME_UNIT: Readonly<Record<string, string>> = { 'nt-city': NHA_TRANG };

/** "UBND thành phố" is Nha Trang in its own report alone; elsewhere it names no one city. */
export const AMBIGUOUS_ALIASES: ReadonlySet<string> = new Set(['UBND thành phố']);

/** The round of appraisal as a report tells it: which event is which step. */
export const ROUND = {
  file: 'khanh-hoa/round-2019.csv',
  document: REPORT_341,
  year: 2019,
  states: {
    opened: 'đang nhận hồ sơ',
    first_appraisal: 'thẩm định lần 1',
    supplement: 'bổ sung',
    second_appraisal: 'thẩm định lần 2',
    to_council: 'trình hội đồng',
    approved: 'đã phê duyệt',
    published: 'đã công bố',
  },
} as const;
