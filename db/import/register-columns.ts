/** The columns of each register, and the words in which its cells say how an entry stands. */
import {
  COOPERATIONS,
  type EntryDetail,
  type EntryState,
  QUALITIES,
  type RegisterKind,
} from '../../engine/model/register.ts';
import type { ColumnSpec } from './columns.ts';
import { UNIT_HEADINGS } from './headings.ts';
import { OFFICER_COLUMN } from './personal-columns.ts';

export type RegisterKey =
  | 'unit'
  | 'period'
  | 'code'
  | 'title'
  | 'officer'
  | 'due'
  | 'done'
  | 'state'
  | 'evidence'
  | EntryDetail;

/** What a file of one register looks like. */
export interface RegisterForm {
  readonly columns: Readonly<Partial<Record<RegisterKey, ColumnSpec>>>;
  /** In the words of the register; the first of each is the usual one. */
  readonly states: Readonly<Partial<Record<EntryState, readonly [string, ...string[]]>>>;
  /** What an entry counts for; `any` is a year or a part of one. */
  readonly period: 'year' | 'month' | 'any';
  /** Every entry has a last day; else one without is never late. */
  readonly needsDue: boolean;
  /** Words that a detail may hold; any where it is absent. */
  readonly choices: Readonly<Partial<Record<EntryDetail, readonly string[]>>>;
}

const [UNIT, ...OTHER_UNITS] = ['Đơn vị', ...UNIT_HEADINGS.filter((each) => each !== 'Đơn vị')];

function column(what: string, isRequired: boolean, ...headings: [string, ...string[]]): ColumnSpec {
  return { what, headings, isRequired };
}

const EVIDENCE = column('tài liệu kiểm chứng', false, 'Tài liệu kiểm chứng', 'Minh chứng', 'evidence');
const STATE = column('trạng thái', false, 'Trạng thái', 'Tình trạng', 'Kết quả', 'state');
const YEAR = column('năm', true, 'Năm', 'Kỳ', 'period');
const UNIT_COLUMN = column('đơn vị', true, UNIT ?? '', ...OTHER_UNITS, 'Đơn vị thực hiện', 'Cơ quan chủ trì');
const RESPONSIBLE = column('người thực hiện', false, 'Người thực hiện', 'Chức danh thực hiện', 'officer');

const TASK_DATES = {
  due: column('hạn hoàn thành', true, 'Hạn hoàn thành', 'Thời hạn hoàn thành', 'Hạn', 'due'),
  done: column('ngày hoàn thành', true, 'Ngày hoàn thành', 'Hoàn thành ngày', 'done'),
};
const TASK_STATES = {
  done: ['hoàn thành', 'đã hoàn thành', 'xong'],
  open: ['đang thực hiện', 'chưa thực hiện', 'chưa hoàn thành'],
  withdrawn: ['hủy', 'đã hủy', 'thôi giao'],
} as const;

export const REGISTER_FORMS: Readonly<Record<RegisterKind, RegisterForm>> = {
  'plan-tasks': {
    columns: {
      unit: UNIT_COLUMN,
      period: YEAR,
      code: column('mã nhiệm vụ', true, 'Mã nhiệm vụ', 'Mã', 'code'),
      title: column('nhiệm vụ kế hoạch', true, 'Nhiệm vụ kế hoạch', 'Nhiệm vụ CCHC', 'Nội dung nhiệm vụ'),
      officer: RESPONSIBLE,
      ...TASK_DATES,
      state: STATE,
      evidence: column('sản phẩm', false, 'Sản phẩm', ...EVIDENCE.headings),
    },
    states: TASK_STATES,
    period: 'year',
    needsDue: false,
    choices: {},
  },
  'assigned-tasks': {
    columns: {
      unit: UNIT_COLUMN,
      period: YEAR,
      code: column('mã nhiệm vụ', true, 'Mã nhiệm vụ', 'Mã', 'code'),
      title: column('nhiệm vụ được giao', true, 'Nhiệm vụ được giao', 'Nội dung giao', 'Nội dung chỉ đạo'),
      reference: column('văn bản giao', false, 'Văn bản giao', 'Số văn bản giao', 'reference'),
      officer: RESPONSIBLE,
      ...TASK_DATES,
      state: STATE,
      evidence: EVIDENCE,
    },
    states: TASK_STATES,
    period: 'year',
    needsDue: false,
    choices: {},
  },
  reports: {
    columns: {
      unit: column('đơn vị', true, UNIT ?? '', ...OTHER_UNITS, 'Đơn vị báo cáo'),
      period: column('kỳ báo cáo', true, 'Kỳ báo cáo', 'Kỳ', 'Quý', 'period'),
      code: column('mã báo cáo', true, 'Mã báo cáo', 'Mã', 'code'),
      title: column('tên báo cáo', true, 'Báo cáo', 'Tên báo cáo', 'Nội dung báo cáo'),
      officer: RESPONSIBLE,
      due: column('hạn gửi', true, 'Hạn gửi', 'Hạn báo cáo', 'Hạn', 'due'),
      done: column('ngày gửi', true, 'Ngày gửi', 'done'),
      state: STATE,
      quality: column('chất lượng', false, 'Chất lượng', 'quality'),
      evidence: column('số báo cáo', false, 'Số báo cáo', ...EVIDENCE.headings),
    },
    states: {
      done: ['đã gửi'],
      open: ['chưa gửi', 'không gửi', 'không báo cáo'],
      withdrawn: ['không phải gửi', 'hủy'],
    },
    period: 'any',
    needsDue: true,
    choices: { quality: QUALITIES },
  },
  findings: {
    columns: {
      unit: column('đơn vị', true, UNIT ?? '', ...OTHER_UNITS, 'Đơn vị được kiểm tra'),
      period: YEAR,
      code: column('mã kiến nghị', true, 'Mã kiến nghị', 'Mã', 'code'),
      title: column('kiến nghị', true, 'Kiến nghị sau kiểm tra', 'Nội dung kiến nghị', 'Hạn chế, tồn tại'),
      reference: column('cuộc kiểm tra', false, 'Cuộc kiểm tra', 'Quyết định kiểm tra', 'Đợt kiểm tra'),
      officer: RESPONSIBLE,
      due: column('hạn khắc phục', true, 'Hạn khắc phục', 'Hạn', 'due'),
      done: column('ngày khắc phục', true, 'Ngày khắc phục', 'Khắc phục ngày', 'done'),
      state: STATE,
      evidence: EVIDENCE,
    },
    states: {
      done: ['đã khắc phục', 'khắc phục xong'],
      open: ['chưa khắc phục', 'đang khắc phục'],
      withdrawn: ['hủy', 'rút kiến nghị'],
    },
    period: 'year',
    needsDue: true,
    choices: {},
  },
  complaints: {
    columns: {
      unit: column('đơn vị', true, UNIT ?? '', ...OTHER_UNITS, 'Đơn vị xử lý'),
      period: YEAR,
      code: column('mã phản ánh', true, 'Mã phản ánh', 'Mã phản ánh, kiến nghị', 'Mã', 'code'),
      title: column('nội dung phản ánh', true, 'Nội dung phản ánh', 'Phản ánh, kiến nghị', 'Nội dung'),
      officer: RESPONSIBLE,
      due: column('hạn trả lời', true, 'Hạn trả lời', 'Hạn', 'due'),
      done: column('ngày trả lời', true, 'Ngày trả lời', 'done'),
      state: STATE,
      cooperation: column('phối hợp', false, 'Phối hợp', 'Phối hợp xử lý', 'cooperation'),
      evidence: column('văn bản trả lời', false, 'Văn bản trả lời', ...EVIDENCE.headings),
    },
    states: {
      done: ['đã trả lời'],
      open: ['đang xử lý', 'chưa trả lời'],
      withdrawn: ['không thuộc thẩm quyền', 'đã rút', 'hủy'],
    },
    period: 'year',
    needsDue: true,
    choices: { cooperation: COOPERATIONS },
  },
  evaluations: {
    columns: {
      unit: UNIT_COLUMN,
      period: column('tháng', true, 'Tháng', 'Kỳ', 'Tháng đánh giá', 'period'),
      code: OFFICER_COLUMN,
      grade: column('xếp loại', true, 'Xếp loại', 'Kết quả đánh giá', 'Mức xếp loại', 'grade'),
      evidence: EVIDENCE,
    },
    states: {},
    period: 'month',
    needsDue: false,
    choices: {},
  },
};
