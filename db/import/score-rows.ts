/** The rows of a file of points, each checked by itself and against those above it. */
import { type CivilDate, yearOf } from '../../engine/model/dates.ts';
import type { FactState } from '../../engine/model/facts.ts';
import { type Ratio, subtract } from '../../engine/model/ratio.ts';
import { type Scorecard, type ScoreItem, STAGES, type Stage } from '../../engine/model/scorecard.ts';
import type { NewScore } from '../scores.ts';
import type { NamedUnit } from '../units.ts';
import type { Cells } from './cells.ts';
import type { ParseValue } from './figure-rows.ts';
import { ItemNames } from './item-names.ts';
import { parsePeriod } from './periods.ts';
import { readPoints, readReduction } from './points.ts';
import { parseStage, type ScoreKey } from './score-columns.ts';
import { UnitNames } from './unit-names.ts';

/** Reason and remedy of a fault. */
export interface Objection {
  readonly reason: string;
  readonly remedy: string;
}

/** What the law says of scoring; the engine answers. */
export interface Scoring {
  /** The table that scores the unit's block in a year; undefined where none does. */
  readonly cardOf: (unit: Pick<NamedUnit, 'province' | 'block'>, year: number) => Scorecard | undefined;
  /** The maximum of an item before reductions; undefined where none is printed. */
  readonly mostOf: (item: ScoreItem) => Ratio | undefined;
  /** The facts from which an item's points follow; none where they are given. */
  readonly factsOf: (item: ScoreItem) => readonly string[];
  readonly parseValue: ParseValue;
}

export interface ScoresContext {
  readonly directory: readonly NamedUnit[];
  readonly scoring: Scoring;
  /** Years that begin later are refused. */
  readonly today: CivilDate;
  /** Why points of a unit and year are no longer taken; undefined where they are. */
  readonly closed?: (unit: NamedUnit, year: number) => Objection | undefined;
  /** The file holds the points of one unit in one step of a round: its rows need not say so, and may say nothing else. */
  readonly only?: { readonly unitId: string; readonly year: number; readonly stage: Stage };
}

/** One row of the file. */
export type ScoreRow = Omit<NewScore, 'knownOn'>;

/** A reader for the rows of one file, top to bottom; undefined for a row with a fault, which is noted. */
export class ScoreRowReader {
  readonly #context: ScoresContext;
  readonly #names: UnitNames;
  /** The unit whose file it is: its name means itself, also where others share it. */
  readonly #own: UnitNames;
  readonly #units: ReadonlyMap<string, NamedUnit>;
  readonly #items = new Map<Scorecard, ItemNames>();
  readonly #firstRows = new Map<string, number>();

  constructor(context: ScoresContext) {
    this.#context = context;
    this.#names = new UnitNames(context.directory);
    this.#own = new UnitNames(context.directory.filter(({ id }) => id === context.only?.unitId));
    this.#units = new Map(context.directory.map((unit) => [unit.id, unit]));
  }

  read(cells: Cells<ScoreKey>): ScoreRow | undefined {
    if (!cells.isWhole()) return undefined;
    const unit = this.#unit(cells);
    const year = this.#year(cells);
    const stage = this.#stage(cells);
    if (unit === undefined || year === undefined || stage === undefined) return undefined;
    const card = this.#card(cells, unit, year);
    const item = card && this.#item(cells, card);
    if (item === undefined) return undefined;
    const said = this.#said(cells, item);
    if (said === undefined || this.#isRepeated(cells, [unit.id, year, item.code, stage])) return undefined;
    return { unitId: unit.id, year, item: item.code, stage, ...said, sourceRow: cells.row };
  }

  #unit(cells: Cells<ScoreKey>): NamedUnit | undefined {
    const text = cells.text('unit');
    const only = this.#context.only?.unitId;
    const unitId =
      text === '' && only !== undefined ? only : (this.#own.match(text) ?? this.#names.match(text));
    const unit = this.#units.get(unitId ?? '');
    if (unit === undefined) {
      const { reason, remedy } = this.#names.explain(text);
      cells.note('unit', reason, remedy);
      return undefined;
    }
    if (only !== undefined && unit.id !== only) {
      cells.note(
        'unit',
        `Hồ sơ này là của ${this.#units.get(only)?.name ?? only}.`,
        'Bỏ dòng của đơn vị khác.',
      );
      return undefined;
    }
    const block = cells.text('block');
    if (block !== '' && block !== unit.block) {
      cells.note(
        'block',
        `${unit.name} thuộc khối "${unit.block}".`,
        'Mỗi đơn vị chỉ thuộc một khối: sửa lại, hoặc bỏ cột khối.',
      );
      return undefined;
    }
    return unit;
  }

  #year(cells: Cells<ScoreKey>): number | undefined {
    const text = cells.text('year');
    const { only, today } = this.#context;
    if (text === '' && only !== undefined) return only.year;
    const period = parsePeriod(text);
    if (period === undefined || period.length > 4) {
      cells.note('year', 'Không đọc được năm đánh giá.', 'Ghi bốn chữ số, ví dụ: 2026.');
      return undefined;
    }
    const year = Number(period);
    if (year > yearOf(today)) cells.note('year', 'Năm đánh giá chưa tới.', 'Kiểm tra lại năm.');
    else if (only !== undefined && year !== only.year)
      cells.note('year', `Hồ sơ này là của năm ${only.year}.`, 'Bỏ dòng của năm khác.');
    else return year;
    return undefined;
  }

  #stage(cells: Cells<ScoreKey>): Stage | undefined {
    const text = cells.text('stage');
    const only = this.#context.only?.stage;
    if (text === '') return only ?? 'phê duyệt';
    const stage = parseStage(text);
    if (stage === undefined)
      cells.note('stage', 'Không có vòng này.', `Ghi một trong: ${STAGES.join(', ')}.`);
    else if (only !== undefined && stage !== only)
      cells.note('stage', `Bước này nhận điểm "${only}".`, 'Sửa lại, hoặc bỏ cột vòng.');
    else return stage;
    return undefined;
  }

  #card(cells: Cells<ScoreKey>, unit: NamedUnit, year: number): Scorecard | undefined {
    const card = this.#context.scoring.cardOf(unit, year);
    const objection =
      card === undefined
        ? {
            reason: `Năm ${year} không có bảng tiêu chí nào chấm khối "${unit.block}" của ${unit.name}.`,
            remedy: 'Kiểm tra lại đơn vị và năm, hoặc khai bảng tiêu chí của năm ấy trong rules/.',
          }
        : this.#context.closed?.(unit, year);
    if (objection === undefined) return card;
    cells.note(card === undefined ? 'unit' : 'year', objection.reason, objection.remedy);
    return undefined;
  }

  #item(cells: Cells<ScoreKey>, card: Scorecard): ScoreItem | undefined {
    const names = this.#items.get(card) ?? new ItemNames(card);
    this.#items.set(card, names);
    const text = cells.text('item');
    const item = names.match(text);
    if (item === undefined) {
      const { reason, remedy } = names.explain(text, card);
      cells.note('item', reason, remedy);
    }
    return item;
  }

  /** What the row says of the item: points, reduction, reason, evidence. */
  #said(
    cells: Cells<ScoreKey>,
    item: ScoreItem,
  ): Pick<ScoreRow, 'state' | 'reduction' | 'reason' | 'evidence'> | undefined {
    const { mostOf, parseValue } = this.#context.scoring;
    const full = mostOf(item);
    const reduction = readReduction(item, full, cells.text('reduction'), parseValue);
    if (!reduction.ok) {
      cells.note('reduction', reduction.reason, reduction.remedy);
      return undefined;
    }
    const lowered = full && reduction.value ? subtract(full, reduction.value) : full;
    const points = readPoints(item, lowered, cells.text('points'), parseValue);
    const objection = points.ok ? this.#objectionTo(item, points.value, reduction.value) : points;
    if (!points.ok || objection !== undefined) {
      if (objection !== undefined) cells.note('points', objection.reason, objection.remedy);
      return undefined;
    }
    const reason = cells.prose('reason');
    const evidence = cells.prose('evidence');
    if (reason === undefined && (reduction.value !== undefined || points.value.status === 'exempt')) {
      cells.note(
        'reason',
        'Giảm trừ hoặc miễn phải có lý do.',
        'Ghi lý do ở cột "Lý do", dẫn văn bản làm căn cứ.',
      );
      return undefined;
    }
    return {
      state: points.value,
      ...(reduction.value === undefined ? {} : { reduction: reduction.value }),
      ...(reason === undefined ? {} : { reason }),
      ...(evidence === undefined ? {} : { evidence }),
    };
  }

  /** Why the item takes no points, or must have some; items whose points are worked out may still be exempted or reduced. */
  #objectionTo(item: ScoreItem, points: FactState, reduction: Ratio | undefined): Objection | undefined {
    const isSum = item.isComplete && item.parts.length > 0;
    const facts = this.#context.scoring.factsOf(item);
    const isGiven = !isSum && facts.length === 0;
    if (points.status === 'exempt') return undefined;
    if (points.status === 'missing')
      return isGiven || reduction === undefined
        ? { reason: 'Chưa ghi điểm.', remedy: 'Ghi điểm, hoặc bỏ dòng này.' }
        : undefined;
    if (isSum)
      return {
        reason: 'Điểm của tiêu chí này là tổng điểm các tiêu chí thành phần.',
        remedy: `Ghi điểm từng tiêu chí thành phần: ${item.parts.map(({ code }) => code).join(', ')}.`,
      };
    if (facts.length > 0)
      return {
        reason: `Tiêu chí này được chấm theo số liệu: ${facts.join(', ')}.`,
        remedy: 'Bỏ dòng này và nạp số liệu ấy (import --kind figures).',
      };
    return undefined;
  }

  #isRepeated(cells: Cells<ScoreKey>, key: readonly (string | number)[]): boolean {
    const joined = key.join('\u0000');
    const first = this.#firstRows.get(joined);
    if (first === undefined) this.#firstRows.set(joined, cells.row);
    else
      cells.note(
        'item',
        `Tiêu chí này của đơn vị, năm và vòng ấy đã có điểm ở dòng ${first}.`,
        'Chỉ giữ một dòng cho mỗi đơn vị, năm, tiêu chí và vòng.',
      );
    return first !== undefined;
  }
}
