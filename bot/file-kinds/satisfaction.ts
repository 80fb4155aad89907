import { SURVEY_COLUMNS, surveyColumns, surveyOf } from '../../db/import/survey-columns.ts';
import { figuresKind, spellings } from './figures.ts';

/** Surveys by unit and period: how many answered, how many had to, and what they said. */
export const satisfaction = figuresKind({
  what: 'khảo sát hài lòng',
  template: {
    header: [
      'Đơn vị',
      'Kỳ',
      'Cỡ mẫu khảo sát',
      'Cỡ mẫu khảo sát tối thiểu',
      'Tiếp cận dịch vụ',
      'Thủ tục hành chính',
      'Công chức giải quyết công việc',
      'Kết quả dịch vụ',
      'Tiếp nhận, xử lý góp ý',
      'Chỉ số hài lòng',
      'Số quyết định miễn',
      'Lý do miễn',
    ],
    example: ['Sở Tư pháp', 'Quý I/2026', '120', '100', '85%', '86%', '88%', '90%', '80%', '86,5%', '', ''],
  },
  columns: SURVEY_COLUMNS,
  marks: (facts) => {
    const survey = surveyOf(facts);
    if (survey?.sample === undefined) return [['']];
    return spellings(facts, survey.sample.size, survey.sample.least, survey.name);
  },
  form: (facts) => {
    const survey = surveyOf(facts);
    return survey === undefined ? {} : { extra: surveyColumns(survey) };
  },
});
