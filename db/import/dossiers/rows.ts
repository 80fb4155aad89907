/** The rows of a one-stop system's export, each checked by itself. */
import { instantWords } from '../../../engine/model/dates.ts';
import type { DossierState } from '../../../engine/model/dossier.ts';
import { fold } from '../../../engine/model/text.ts';
import type { NewDossier } from '../../dossiers/load.ts';
import { wrongLength } from '../figure-rows.ts';
import { nearest } from '../nearest.ts';
import { type ProblemList, shown } from '../problems.ts';
import type { TableHead, TableRow } from '../table/table.ts';
import type { UnitNames } from '../unit-names.ts';
import type { DossierColumn, DossierColumns } from './columns.ts';
import { lastMinute, type Moment, Moments, NO_MOMENT } from './moments.ts';
import { KNOWN_STATE_WORDS, parseState, STATE_WORDS } from './states.ts';

export interface DossierContext {
  readonly units: UnitNames;
  /** Whose dossiers they are where the file has no column for it. */
  readonly unitId?: string;
  /** The minute after the last that the file can tell of. */
  readonly before: number;
  /** Words of the source for states. */
  readonly states: Readonly<Record<string, string>>;
}

/** Characters of a code, a name or a word of state. */
const LONGEST = 300;
/** Texts that are read once and looked up from then on; more are not kept. */
const MOST_KEPT = 50_000;
/** A foot of a table has fewer cells than a dossier. */
const FOOT_CELLS = 3;
/** "Tổng cộng (I+II): 1.200 hồ sơ", and not "Công an tỉnh". */
const TOTAL = /^(?:tong(?: cong| so)?|cong)(?: (?:ho so|[\divx]+))*$/;
/** Two numbers and a third, as a date is written that may not exist. */
const LIKE_A_DATE = /(?:^|\s)\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?:$|\D)/;
const MOMENTS = [
  'received',
  'due',
  'promised',
  'result',
  'returned',
  'paused',
] as const satisfies readonly DossierColumn[];
const NO = new Set(['', 'khong', '0', 'chua', 'false', 'x khong']);

type Times = Pick<NewDossier, 'received'> &
  Partial<Pick<NewDossier, 'due' | 'promised' | 'returned' | 'pausedAt'>>;

/** Reads the rows of one file; faults are noted, and a row without any is given. */
export class DossierRows {
  readonly #head: Pick<TableHead, 'heading'>;
  readonly #columns: DossierColumns;
  readonly #context: DossierContext;
  readonly #problems: ProblemList;
  readonly #moments = new Moments();
  readonly #units = new Map<string, string | undefined>();
  readonly #states = new Map<string, DossierState | undefined>();

  constructor(
    head: Pick<TableHead, 'heading'>,
    columns: DossierColumns,
    context: DossierContext,
    problems: ProblemList,
  ) {
    this.#head = head;
    this.#columns = columns;
    this.#context = context;
    this.#problems = problems;
  }

  /** Undefined for a row at fault, and for a line of totals or signatures below the table. */
  read(row: TableRow): NewDossier | undefined {
    if (this.#isFoot(row)) return undefined;
    if (row.cells.length !== this.#head.heading.cells.length) {
      this.#problems.add(() => wrongLength(row, this.#head.heading));
      return undefined;
    }
    const code = this.#code(row);
    const unitId = this.#unit(row);
    const times = this.#times(row);
    const state = this.#state(row, times);
    if (code === undefined || unitId === undefined || times === undefined || state === undefined)
      return undefined;
    return {
      ...times,
      code,
      unitId,
      state,
      officer: this.#name(row, 'officer'),
      procedure: this.#name(row, 'procedure'),
      apology: times.promised !== undefined || !NO.has(fold(this.#text(row, 'apology'))),
      online: this.#online(row),
      sourceRow: row.row,
    };
  }

  /** What tells of no receipt, and is a total, or is short and has neither a code nor a date. */
  #isFoot(row: TableRow): boolean {
    if (LIKE_A_DATE.test(this.#text(row, 'received'))) return false;
    const filled = row.cells.filter((cell) => cell !== '');
    if (TOTAL.test(fold(filled[0] ?? ''))) return true;
    const hasCode = /\d/.test(this.#text(row, 'code'));
    return (
      !hasCode && filled.length <= FOOT_CELLS && !MOMENTS.some((column) => this.#holdsMoment(row, column))
    );
  }

  #holdsMoment(row: TableRow, column: DossierColumn): boolean {
    return this.#moments.read(this.#text(row, column)) !== undefined;
  }

  #code(row: TableRow): string | undefined {
    const code = this.#text(row, 'code');
    if (code !== '' && code.length <= LONGEST) return code;
    if (code === '')
      this.#note(row, 'code', 'Thiếu mã hồ sơ.', 'Mỗi hồ sơ một dòng, có mã của hệ thống một cửa.');
    else this.#note(row, 'code', `Mã dài hơn ${LONGEST} ký tự.`, 'Kiểm tra lại cột mã hồ sơ.');
    return undefined;
  }

  #unit(row: TableRow): string | undefined {
    const text = this.#text(row, 'unit');
    if (text === '' && this.#context.unitId !== undefined) return this.#context.unitId;
    if (!this.#columns.at.has('unit')) {
      this.#note(
        row,
        'unit',
        'Tệp không có cột đơn vị.',
        'Thêm cột "Đơn vị", hoặc nạp với --unit MÃ cho tệp của một đơn vị.',
      );
      return undefined;
    }
    const unitId = remembered(this.#units, text, () => this.#context.units.match(text));
    if (unitId === undefined)
      this.#problems.add(() => ({ ...this.#place(row, 'unit'), ...this.#context.units.explain(text) }));
    return unitId;
  }

  #times(row: TableRow): Times | undefined {
    const cells = MOMENTS.map((column) => [column, this.#moment(row, column)] as const);
    if (cells.some(([, moment]) => moment === 'unreadable')) return undefined;
    const at = new Map(
      cells.flatMap(([column, moment]) => (typeof moment === 'object' ? [[column, moment]] : [])),
    );
    const received = at.get('received')?.minutes;
    if (received === undefined) {
      this.#note(row, 'received', 'Thiếu ngày tiếp nhận.', NO_MOMENT.remedy);
      return undefined;
    }
    const [due, promised, returned, paused] = [
      at.get('due'),
      at.get('promised'),
      at.get('result') ?? at.get('returned'),
      at.get('paused'),
    ];
    const answerColumn = at.has('result') ? 'result' : 'returned';
    const inOrder = [
      this.#isFuture(row, 'received', at.get('received')),
      this.#isFuture(row, answerColumn, returned),
      this.#isBeforeReceived(row, 'due', due, received),
      this.#isBeforeReceived(row, answerColumn, returned, received),
      this.#isBeforeReceived(row, 'paused', paused, received),
      this.#isBeforeReceived(row, 'promised', promised, received),
    ].every((isFault) => !isFault);
    if (!inOrder) return undefined;
    return {
      received,
      ...(due === undefined ? {} : { due: lastMinute(due) }),
      ...(promised === undefined ? {} : { promised: lastMinute(promised) }),
      ...(returned === undefined ? {} : { returned: returned.minutes }),
      ...(paused === undefined ? {} : { pausedAt: paused.minutes }),
    };
  }

  /** Days are compared where either is told without a time. */
  #isBeforeReceived(
    row: TableRow,
    column: DossierColumn,
    moment: Moment | undefined,
    received: number,
  ): boolean {
    if (moment === undefined || lastMinute(moment) >= received) return false;
    this.#note(
      row,
      column,
      `Sớm hơn lúc tiếp nhận (${instantWords(BigInt(received))}).`,
      'Kiểm tra lại hai ngày; có thể ngày và tháng bị đổi chỗ.',
    );
    return true;
  }

  #isFuture(row: TableRow, column: DossierColumn, moment: Moment | undefined): boolean {
    if (moment === undefined || moment.minutes < this.#context.before) return false;
    this.#note(
      row,
      column,
      'Sau ngày mà tệp này phản ánh.',
      'Kiểm tra lại ngày, hoặc ghi rõ --as-of khi nạp.',
    );
    return true;
  }

  #moment(row: TableRow, column: DossierColumn): Moment | 'unreadable' | undefined {
    const text = this.#text(row, column);
    if (text === '' || text === '-') return undefined;
    const moment = text.length > LONGEST ? undefined : this.#moments.read(text);
    if (moment !== undefined) return moment;
    this.#note(row, column, NO_MOMENT.reason, NO_MOMENT.remedy);
    return 'unreadable';
  }

  /** Without a column for it, a dossier is answered where it has a date of that. */
  #state(row: TableRow, times: Times | undefined): DossierState | undefined {
    const text = this.#text(row, 'state');
    const isAnswered = times?.returned !== undefined;
    if (text === '') return isAnswered ? 'returned' : 'open';
    const state = remembered(this.#states, text, () =>
      parseState(text.slice(0, LONGEST), this.#context.states),
    );
    if (state === undefined) {
      const [near] = nearest(text, KNOWN_STATE_WORDS, fold, 1);
      const offer = near === undefined ? '' : `Có phải "${near}"? `;
      this.#note(
        row,
        'state',
        'Không biết trạng thái này.',
        `${offer}Dùng một trong: ${STATE_WORDS.join(', ')}; hoặc khai với --state "${shown(text)}=…".`,
      );
      return undefined;
    }
    if (times === undefined) return state;
    const isAnswer = state === 'returned' || state === 'refused';
    if (isAnswer && !isAnswered) {
      this.#note(
        row,
        'state',
        'Đã giải quyết mà không có ngày trả kết quả.',
        'Ghi ngày có kết quả hoặc ngày trả, hoặc sửa trạng thái.',
      );
      return undefined;
    }
    if (state !== 'withdrawn' && !isAnswer && isAnswered) {
      this.#note(
        row,
        'state',
        'Đã có ngày trả kết quả mà trạng thái là chưa giải quyết.',
        'Sửa trạng thái, hoặc bỏ ngày trả.',
      );
      return undefined;
    }
    return state;
  }

  #name(row: TableRow, column: DossierColumn): string {
    return this.#text(row, column).slice(0, LONGEST);
  }

  #online(row: TableRow): boolean | undefined {
    const text = fold(this.#text(row, 'channel'));
    if (text === '') return undefined;
    return /\b(?:truc tuyen|online|dvc|mang)\b/.test(text);
  }

  #text(row: TableRow, column: DossierColumn): string {
    const index = this.#columns.at.get(column);
    return index === undefined ? '' : (row.cells[index] ?? '');
  }

  #note(row: TableRow, column: DossierColumn, reason: string, remedy: string): void {
    this.#problems.add(() => ({ ...this.#place(row, column), reason, remedy }));
  }

  #place(row: TableRow, column: DossierColumn): { row: number; column?: string; value?: string } {
    const index = this.#columns.at.get(column);
    if (index === undefined) return { row: row.row };
    const heading = shown(this.#head.heading.cells[index] ?? '');
    return { row: row.row, column: heading, value: shown(row.cells[index] ?? '') };
  }
}

/** What was made of a text before, or is made of it now. */
function remembered<T>(known: Map<string, T>, text: string, read: () => T): T {
  const found = known.get(text);
  if (found !== undefined || known.has(text)) return found as T;
  if (known.size >= MOST_KEPT) known.clear();
  const made = read();
  known.set(text, made);
  return made;
}
