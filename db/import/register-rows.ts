/** The rows of a register's file, each checked by itself and against those above it. */
import { type CivilDate, yearOf } from '../../engine/model/dates.ts';
import {
  ENTRY_DETAILS,
  ENTRY_STATES,
  type EntryDetail,
  type EntryState,
  NUMBERED_BY_UNIT,
  type RegisterKind,
} from '../../engine/model/register.ts';
import { fold } from '../../engine/model/text.ts';
import type { NewRegisterEntry } from '../registers.ts';
import type { NamedUnit } from '../units.ts';
import type { Cells } from './cells.ts';
import { isFuture, PERIOD_FORMS, parsePeriod } from './periods.ts';
import { isOfficerCode, NO_CODE } from './personal-columns.ts';
import type { RegisterForm, RegisterKey } from './register-columns.ts';
import { UnitNames } from './unit-names.ts';

export interface RegisterContext {
  readonly kind: RegisterKind;
  readonly directory: readonly NamedUnit[];
  /** "21/01/2020" as a date; undefined when it is none. */
  readonly parseDate: (text: string) => CivilDate | undefined;
  /** The steps on which officers are graded, lowest first. */
  readonly grades: readonly string[];
  readonly today: CivilDate;
}

export type RegisterRow = Omit<NewRegisterEntry, 'knownOn'>;

/** Characters of a code. */
const LONGEST_CODE = 60;
/** A plan may be loaded in the year before it. */
const YEARS_AHEAD = 1;

export class RegisterRowReader {
  readonly #form: RegisterForm;
  readonly #context: RegisterContext;
  readonly #names: UnitNames;
  readonly #firstRows = new Map<string, number>();

  constructor(form: RegisterForm, context: RegisterContext) {
    this.#form = form;
    this.#context = context;
    this.#names = new UnitNames(context.directory);
  }

  /** Undefined where the row has a fault, which is noted. */
  read(cells: Cells<RegisterKey>): RegisterRow | undefined {
    if (!cells.isWhole()) return undefined;
    const unit = this.#unit(cells);
    const period = this.#period(cells);
    const code = this.#code(cells);
    const title = this.#title(cells);
    const standing = this.#standing(cells);
    const details = this.#details(cells);
    if (unit === undefined || period === undefined || code === undefined || title === undefined)
      return undefined;
    if (standing === undefined || details === undefined || this.#isRepeated(cells, unit, period, code))
      return undefined;
    const { kind } = this.#context;
    const officer = kind === 'evaluations' ? code : cells.prose('officer');
    const evidence = cells.prose('evidence');
    return {
      kind,
      province: unit.province,
      unitId: unit.id,
      period,
      code,
      title,
      ...standing,
      details,
      ...(officer === undefined ? {} : { officer }),
      ...(evidence === undefined ? {} : { evidence }),
      sourceRow: cells.row,
    };
  }

  #unit(cells: Cells<RegisterKey>): NamedUnit | undefined {
    const text = cells.text('unit');
    const unitId = this.#names.match(text);
    if (unitId === undefined) {
      const { reason, remedy } = this.#names.explain(text);
      cells.note('unit', reason, remedy);
    }
    return this.#context.directory.find(({ id }) => id === unitId);
  }

  #period(cells: Cells<RegisterKey>): string | undefined {
    const period = parsePeriod(cells.text('period'));
    const { today } = this.#context;
    const wanted = this.#form.period;
    if (period === undefined || (wanted === 'month' && (period.length === 4 || period.includes('Q'))))
      cells.note(
        'period',
        'Không đọc được kỳ.',
        wanted === 'any' ? `Ghi một trong các dạng: ${PERIOD_FORMS}.` : 'Ghi tháng và năm, ví dụ: 03/2026.',
      );
    else if (wanted === 'year' && period.length > 4)
      cells.note('period', 'Cột này ghi năm.', 'Ghi bốn chữ số, ví dụ: 2026.');
    else if (wanted === 'month' ? isFuture(period, today) : yearOf(period) > yearOf(today) + YEARS_AHEAD)
      cells.note('period', 'Kỳ chưa tới.', 'Kiểm tra lại năm và tháng.');
    else return period;
    return undefined;
  }

  #code(cells: Cells<RegisterKey>): string | undefined {
    const code = cells.text('code');
    if (this.#context.kind === 'evaluations' && !isOfficerCode(code))
      cells.note('code', NO_CODE.reason, NO_CODE.remedy);
    else if (code === '' || code.length > LONGEST_CODE)
      cells.note('code', 'Chưa ghi mã, hoặc mã quá dài.', `Ghi mã không quá ${LONGEST_CODE} ký tự.`);
    else return code;
    return undefined;
  }

  #title(cells: Cells<RegisterKey>): string | undefined {
    if (this.#form.columns.title === undefined) return cells.text('code');
    const title = cells.prose('title');
    if (cells.text('title') === '') cells.note('title', 'Chưa ghi nội dung.', 'Ghi tên hoặc nội dung.');
    return title;
  }

  #standing(cells: Cells<RegisterKey>): Pick<RegisterRow, 'state' | 'dueOn' | 'doneOn'> | undefined {
    if (this.#form.columns.due === undefined) return { state: 'done' };
    const dueOn = this.#date(cells, 'due');
    const doneOn = this.#date(cells, 'done');
    const state = this.#state(cells, typeof doneOn === 'string');
    if (dueOn === null || doneOn === null || state === undefined) return undefined;
    if (dueOn === undefined && this.#form.needsDue)
      cells.note('due', 'Chưa ghi hạn.', 'Ghi ngày/tháng/năm, ví dụ: 15/03/2026.');
    else if (doneOn !== undefined && doneOn > this.#context.today)
      cells.note('done', 'Ngày này chưa tới.', 'Kiểm tra lại ngày; chưa xong thì bỏ trống.');
    else if (state === 'done' && doneOn === undefined)
      cells.note('done', 'Đã xong mà chưa ghi ngày.', 'Ghi ngày xong, để biết đúng hạn hay trễ hạn.');
    else if (state !== 'done' && doneOn !== undefined)
      cells.note('state', 'Có ngày xong mà trạng thái là chưa xong.', 'Sửa trạng thái, hoặc bỏ ngày xong.');
    else
      return {
        state,
        ...(dueOn === undefined ? {} : { dueOn }),
        ...(doneOn === undefined ? {} : { doneOn }),
      };
    return undefined;
  }

  /** Null where the cell holds no date, which is noted. */
  #date(cells: Cells<RegisterKey>, key: 'due' | 'done'): CivilDate | undefined | null {
    const text = cells.text(key);
    if (['', '-', '–', '—'].includes(text)) return undefined;
    const date = this.#context.parseDate(text);
    if (date !== undefined) return date;
    cells.note(key, 'Không đọc được ngày.', 'Ghi ngày/tháng/năm có thật, ví dụ: 15/03/2026.');
    return null;
  }

  /** What the cell says; where it is empty, the day of being done does. */
  #state(cells: Cells<RegisterKey>, isDated: boolean): EntryState | undefined {
    const written = fold(cells.text('state'));
    if (written === '') return isDated ? 'done' : 'open';
    const state = ENTRY_STATES.find((each) =>
      this.#form.states[each]?.some((words) => fold(words) === written),
    );
    if (state === undefined) {
      const words = Object.values(this.#form.states).flat().join(', ');
      cells.note('state', 'Không có trạng thái này.', `Ghi một trong: ${words}.`);
    }
    return state;
  }

  #details(cells: Cells<RegisterKey>): RegisterRow['details'] | undefined {
    const details: Partial<Record<EntryDetail, string>> = {};
    let isGood = true;
    for (const key of ENTRY_DETAILS) {
      const text = cells.prose(key);
      const choices = key === 'grade' ? this.#context.grades : this.#form.choices[key];
      if (this.#form.columns[key] === undefined || (text === undefined && key !== 'grade')) continue;
      const detail = choices === undefined ? text : choices.find((each) => fold(each) === fold(text ?? ''));
      if (detail === undefined) {
        cells.note(key, 'Không có mức này.', `Ghi một trong: ${choices?.join(', ')}.`);
        isGood = false;
      } else details[key] = detail;
    }
    return isGood ? details : undefined;
  }

  #isRepeated(cells: Cells<RegisterKey>, unit: NamedUnit, period: string, code: string): boolean {
    const owner = NUMBERED_BY_UNIT.has(this.#context.kind) ? unit.id : unit.province;
    const key = [owner, period, code].join('\u0000');
    const first = this.#firstRows.get(key);
    if (first === undefined) this.#firstRows.set(key, cells.row);
    else cells.note('code', `Mã này đã có ở dòng ${first}.`, 'Chỉ giữ một dòng cho mỗi mã, mỗi kỳ.');
    return first !== undefined;
  }
}
