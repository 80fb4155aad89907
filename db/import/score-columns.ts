/** The columns of a file of points, and the words for its rounds. */
import { STAGES, type Stage } from '../../engine/model/scorecard.ts';
import { fold } from '../../engine/model/text.ts';
import type { ColumnSpec } from './columns.ts';
import { UNIT_FORMS, UNIT_HEADINGS } from './headings.ts';

export type ScoreKey =
  | 'unit'
  | 'block'
  | 'year'
  | 'item'
  | 'points'
  | 'stage'
  | 'reduction'
  | 'reason'
  | 'evidence';

/** @param ofOneUnit unit and year are those of a round, and need not be written */
export function scoreColumns(ofOneUnit: boolean): Readonly<Record<ScoreKey, ColumnSpec>> {
  const [first = '', ...others] = UNIT_HEADINGS;
  return {
    unit: { what: 'đơn vị', headings: [first, ...others], isRequired: !ofOneUnit, forms: UNIT_FORMS },
    year: {
      what: 'năm',
      headings: ['Năm', 'Năm đánh giá', 'year'],
      isRequired: !ofOneUnit,
      forms: 'bốn chữ số, ví dụ: 2026',
    },
    item: {
      what: 'tiêu chí',
      headings: ['Tiêu chí', 'Mã tiêu chí', 'Tên tiêu chí', 'Tiêu chí, tiêu chí thành phần', 'item'],
      isRequired: true,
      forms: 'mã hoặc tên như trong bảng tiêu chí',
    },
    points: {
      what: 'điểm',
      headings: ['Điểm', 'Số điểm', 'Điểm đạt', 'points'],
      isRequired: true,
      forms: 'số có dấu phẩy thập phân, ví dụ: 2,5; tỷ lệ nếu tiêu chí không in điểm tối đa; hoặc "miễn"',
    },
    stage: {
      what: 'vòng',
      headings: ['Vòng', 'Vòng chấm', 'Vòng thẩm định', 'stage'],
      isRequired: false,
      forms: `một trong: ${STAGES.join(', ')}; để trống trong tệp của một bước, hoặc khi đã phê duyệt`,
    },
    reduction: {
      what: 'giảm trừ',
      headings: ['Giảm trừ', 'Điểm giảm trừ', 'reduction'],
      isRequired: false,
      forms: 'số điểm chuẩn được bớt, ví dụ: 0,5',
    },
    reason: {
      what: 'lý do',
      headings: ['Lý do', 'Lí do', 'Giải trình', 'Lý do, giải trình', 'reason'],
      isRequired: false,
      forms: 'bắt buộc khi giảm trừ hoặc miễn; dẫn văn bản làm căn cứ',
    },
    evidence: {
      what: 'tài liệu kiểm chứng',
      headings: ['Tài liệu kiểm chứng', 'Minh chứng', 'evidence'],
      isRequired: false,
      forms: 'số, ký hiệu và tên tài liệu',
    },
    block: { what: 'khối', headings: ['Khối', 'Khối đơn vị', 'block'], isRequired: false },
  };
}

const OTHER_WORDS: Readonly<Record<string, Stage>> = {
  'tự đánh giá': 'tự chấm',
  'thẩm định vòng 1': 'thẩm định lần 1',
  'thẩm định lần 01': 'thẩm định lần 1',
  'thẩm định vòng 2': 'thẩm định lần 2',
  'thẩm định lần 02': 'thẩm định lần 2',
  'hội đồng phê duyệt': 'phê duyệt',
};
const STAGE_WORDS = new Map([
  ...STAGES.map((stage) => [fold(stage), stage] as const),
  ...Object.entries(OTHER_WORDS).map(([words, stage]) => [fold(words), stage] as const),
]);

/** "Thẩm định lần 1", "tự đánh giá"; undefined for anything else. */
export function parseStage(text: string): Stage | undefined {
  return STAGE_WORDS.get(fold(text));
}
