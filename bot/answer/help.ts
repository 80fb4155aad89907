/** Answers about the bot itself: what it can do, what it cannot, and who is asking. */
import type { Unit } from '../../db/units.ts';
import { civilDate } from '../../engine/model/dates.ts';
import { isValidOn } from '../../engine/model/lineage.ts';
import type { Scheme } from '../../engine/model/ruleset.ts';
import type { Intent } from '../desk.ts';
import { notice } from '../notice.ts';
import { largestProvince } from '../province.ts';
import type { Button, Reply } from '../reply.ts';
import { type Caller, ownUnit, type RoleName } from '../roles.ts';
import { provinceName } from '../understand/provinces.ts';
import type { Ask, Told } from './ask.ts';
import type { LossView } from './losses.ts';
import { blockWords } from './phrases.ts';

const ROLE_WORDS: Readonly<Record<RoleName, string>> = {
  'lanh-dao-tinh': 'lãnh đạo tỉnh',
  'to-chuc-tinh': 'cơ quan tổ chức của tỉnh',
  'phu-trach-khoi': 'phụ trách',
  'chuyen-vien-cchc': 'chuyên viên cải cách hành chính',
  'tham-dinh': 'thẩm định',
  'quan-tri': 'quản trị hệ thống',
  'thu-truong': 'người đứng đầu',
  'can-bo': 'cán bộ',
  khach: 'khách, chưa liên kết tài khoản',
};

/** Role and scope in words: "người đứng đầu Sở Tư pháp", "phụ trách khối UBND cấp huyện". */
export function callerWords(caller: Caller, units: readonly Unit[], schemes: Iterable<Scheme>): string {
  const role = ROLE_WORDS[caller.role];
  const { scope } = caller;
  if (scope === undefined) return role;
  const unit = units.find(({ id }) => id === scope);
  const scheme = [...schemes].find(({ blocks }) => blocks.has(scope));
  return `${role} ${unit?.name ?? (scheme === undefined ? scope : blockWords(scheme, scope))}`;
}

/** The name by which a unit is found: with its province where others have it too, unless that is the asker's own. */
function nameToAsk({ name, province }: Unit, units: readonly Unit[], isAtHome: boolean): string {
  const isShared = units.some((other) => other.name === name && other.province !== province);
  return isShared && !isAtHome ? `${name} ${provinceName(province)}` : name;
}

/** Examples that work for the role. */
function examples(caller: Caller, units: readonly Unit[]): string[] {
  const own = ownUnit(caller);
  const province = units.find(({ id }) => id === own)?.province ?? largestProvince(units);
  const other = units.find((unit) => unit.id !== own && unit.province === province);
  const example = other === undefined ? 'Sở Tư pháp' : nameToAsk(other, units, own !== undefined);
  const mine =
    own === undefined
      ? []
      : ['Đơn vị tôi hiện xếp hạng gì, thứ mấy?', 'Vì sao?', 'Người đứng đầu có bị gì không?'];
  const all = [
    ...mine,
    example,
    `Vì sao ${example} chưa xếp hạng tốt?`,
    'Bảng xếp hạng khối sở',
    `Lịch sử của ${example}`,
  ];
  return caller.role === 'khach'
    ? all
    : [...all, `Người đứng đầu ${example} có bị gì không?`, 'Có cảnh báo gì không?'];
}

export function help({ caller, directory, desk }: Ask): Told {
  const living = directory.filter((unit) => isValidOn(unit, civilDate(desk.now)));
  return {
    reply: {
      blocks: [
        {
          type: 'verdict',
          text: 'Tôi trả lời về xếp hạng cải cách hành chính và cảnh báo trước khi chạm ngưỡng.',
        },
        { type: 'text', text: 'Anh/chị có thể hỏi, có dấu hoặc không dấu:' },
        { type: 'list', items: examples(caller, living) },
      ],
      buttons: [
        { label: 'Bảng xếp hạng', action: 'ranking::' },
        ...(caller.role === 'khach' ? [] : [{ label: 'Cảnh báo', action: 'alerts::' }]),
      ],
    },
  };
}

export function whoami({ caller, directory, desk }: Ask): Told {
  const trial = desk.sample && caller.personId === undefined ? ' (dùng thử trên dữ liệu mẫu)' : '';
  const remedy = caller.role === 'khach' ? ' Xin đề nghị quản trị cấp mã liên kết, rồi gửi mã vào đây.' : '';
  return {
    reply: notice(
      `Anh/chị đang hỏi với vai: ${callerWords(caller, directory, desk.ruleSet.schemes.values())}${trial}.${remedy}`,
    ),
  };
}

export function howToLink(): Told {
  return {
    reply: notice(
      'Để liên kết tài khoản, xin đề nghị quản trị cấp mã một lần, rồi gửi mã đó vào đây (Telegram: /start MÃ; Zalo: chỉ cần gửi mã).',
    ),
  };
}

/** An intent that is understood and that this version does not serve. */
export function notServed(intent: Intent): Told {
  return {
    reply: {
      blocks: [
        { type: 'verdict', text: `Tôi hiểu câu hỏi${UNSERVED[intent] ?? ''} nhưng chưa làm được việc này.` },
        {
          type: 'text',
          text: 'Hiện tôi trả lời được: hiện trạng, vì sao, bảng xếp hạng, hệ quả đối với người đứng đầu, các năm, cảnh báo.',
        },
      ],
      buttons: HELP_BUTTONS,
    },
  };
}

const UNSERVED: Readonly<Partial<Record<Intent, string>>> = {
  whatif: ' “nếu … thì sao”',
  recourse: ' “cần gì để đạt”',
  compare: ' so sánh',
  rules: ' về quy định',
  dossiers_due: ' về hồ sơ sắp đến hạn',
  report: ' về báo cáo',
  subscribe: ' đăng ký nhận tin',
  unsubscribe: ' ngừng nhận tin',
  ack: ' xác nhận cảnh báo',
  snooze: ' nhắc lại sau',
};

export const HELP_BUTTONS: readonly Button[] = [{ label: 'Trợ giúp', action: 'help::' }];

export function notUnderstood(): Told {
  return {
    reply: {
      blocks: [
        { type: 'verdict', text: 'Tôi chưa hiểu câu hỏi.' },
        {
          type: 'text',
          text: 'Xin ghi tên đơn vị và năm, ví dụ: “Sở Tư pháp năm 2019”, hoặc “Bảng xếp hạng khối huyện”.',
        },
      ],
      buttons: HELP_BUTTONS,
    },
  };
}

/** Asks which of several units is meant. */
export function whichUnit(
  units: readonly Unit[],
  {
    intent,
    year,
    losses,
  }: { readonly intent: Intent; readonly year: number | null; readonly losses: LossView | null },
): Reply {
  const points = losses === null ? '' : ':points';
  return {
    ...notice('Anh/chị hỏi về đơn vị nào?'),
    buttons: units.map((unit) => ({
      label: labelOf(unit, units),
      action: `${intent}:${unit.id}:${year ?? ''}${points}`,
    })),
  };
}

/** The name, with its province where others of that name are offered too. */
function labelOf({ name, province }: Unit, among: readonly Unit[]): string {
  const isShared = among.some((other) => other.name === name && other.province !== province);
  return isShared ? `${name} (${provinceName(province)})` : name;
}
