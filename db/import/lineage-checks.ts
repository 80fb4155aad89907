/** What rows of a file of lineage contradict: the registry, events loaded before, and one another. */
import { addDays, type CivilDate, vietnameseDate } from '../../engine/model/dates.ts';
import { ends, isChange } from '../../engine/model/lineage.ts';
import type { Cells } from './cells.ts';
import type { LineageContext, LineageKey, LineageRow } from './lineage-rows.ts';
import { isBelowItself } from './unit-parents.ts';

interface ReadEvent {
  readonly event: LineageRow;
  readonly cells: Cells<LineageKey>;
}

/** When a unit ended, and where that is written. */
interface End {
  readonly on: CivilDate;
  readonly where: string;
}

/** Notes what cannot be. @param read by day, earliest first */
export function noteContradictions(read: readonly ReadEvent[], context: LineageContext): void {
  const checks = new Checks(context, read);
  for (const { event, cells } of read) checks.check(event, cells);
}

class Checks {
  readonly #context: LineageContext;
  /** Where each event is written, by what it is about. */
  readonly #written: Map<string, string>;
  readonly #ends: Map<string, End>;
  readonly #next: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #above: Map<string, string>;

  constructor(context: LineageContext, read: readonly ReadEvent[]) {
    const { events, units } = context;
    this.#context = context;
    this.#written = new Map(events.map((event) => [keyOf(event), 'đã nạp trước đây']));
    this.#ends = new Map(
      events
        .filter(ends)
        .map(({ fromUnitId, effectiveOn, documentNumber }) => [
          fromUnitId,
          { on: effectiveOn, where: `theo ${documentNumber}` },
        ]),
    );
    const edges = [...events, ...read.map(({ event }) => event)].filter(ends);
    this.#next = new Map(
      [...Map.groupBy(edges, ({ fromUnitId }) => fromUnitId)].map(([id, of]) => [
        id,
        new Set(of.flatMap(({ toUnitId }) => toUnitId ?? [])),
      ]),
    );
    this.#above = new Map(
      [...units.values()].flatMap(({ id, parentId }) => (parentId === null ? [] : [[id, parentId]])),
    );
  }

  check(event: LineageRow, cells: Cells<LineageKey>): void {
    if (this.#isRepeated(event, cells) || this.#isCycle(event, cells)) return;
    this.#checkOld(event, cells);
    this.#checkNew(event, cells);
    if (isChange(event.kind)) this.#checkChange(event, cells);
    if (ends(event) && !this.#ends.has(event.fromUnitId))
      this.#ends.set(event.fromUnitId, { on: event.effectiveOn, where: `dòng ${event.sourceRow}` });
  }

  #isRepeated(event: LineageRow, cells: Cells<LineageKey>): boolean {
    const key = keyOf(event);
    const where = this.#written.get(key);
    this.#written.set(key, where ?? `dòng ${event.sourceRow}`);
    if (where === undefined) return false;
    cells.note(
      'from',
      `Việc này giữa hai đơn vị đã ghi (${where}).`,
      'Mỗi việc chỉ ghi một dòng; bỏ dòng này.',
    );
    return true;
  }

  #isCycle({ fromUnitId, toUnitId, ...event }: LineageRow, cells: Cells<LineageKey>): boolean {
    if (toUnitId === null || !ends({ fromUnitId, toUnitId, kind: event.kind })) return false;
    const seen = new Set([toUnitId]);
    for (const id of seen) for (const next of this.#next.get(id) ?? []) seen.add(next);
    if (!seen.has(fromUnitId)) return false;
    cells.note(
      'to',
      'Các dòng đi thành vòng: đơn vị mới lại nhập về đơn vị cũ.',
      'Kiểm tra lại đơn vị cũ và đơn vị mới của các dòng liên quan.',
    );
    return true;
  }

  #checkOld({ fromUnitId, effectiveOn, ...event }: LineageRow, cells: Cells<LineageKey>): void {
    const unit = this.#context.units.get(fromUnitId);
    const end = this.#endOf(fromUnitId);
    const isSameEnd = end?.on === effectiveOn && ends({ fromUnitId, ...event });
    if (end !== undefined && end.on <= effectiveOn && !isSameEnd)
      cells.note(
        'from',
        `Đơn vị đã kết thúc từ ${vietnameseDate(end.on)} (${end.where}).`,
        'Kiểm tra lại đơn vị và ngày, hoặc ghi đơn vị kế thừa.',
      );
    else if (end !== undefined && end.on > effectiveOn && ends({ fromUnitId, ...event }))
      cells.note(
        'on',
        `Đơn vị kết thúc từ ${vietnameseDate(end.on)} (${end.where}), không phải từ ngày này.`,
        'Mỗi đơn vị chỉ kết thúc một lần; kiểm tra lại ngày.',
      );
    if (unit?.validFrom != null && unit.validFrom >= effectiveOn)
      cells.note(
        'on',
        `Đơn vị cũ bắt đầu từ ${vietnameseDate(unit.validFrom)}, không trước ngày này.`,
        'Kiểm tra lại đơn vị cũ và ngày.',
      );
  }

  #checkNew({ toUnitId, fromUnitId, effectiveOn }: LineageRow, cells: Cells<LineageKey>): void {
    const unit = this.#context.units.get(toUnitId ?? '');
    if (unit === undefined || toUnitId === fromUnitId) return;
    const end = this.#endOf(unit.id);
    if (end !== undefined && end.on <= effectiveOn)
      cells.note(
        'to',
        `Đơn vị mới đã kết thúc từ ${vietnameseDate(end.on)} (${end.where}).`,
        'Ghi thẳng đơn vị kế thừa sau cùng.',
      );
    if (unit.validFrom !== null && unit.validFrom > effectiveOn)
      cells.note(
        'on',
        `Đơn vị mới bắt đầu từ ${vietnameseDate(unit.validFrom)}, sau ngày này.`,
        'Kiểm tra lại ngày, hoặc cột "Từ ngày" của đơn vị mới trong danh mục.',
      );
  }

  #checkChange({ fromUnitId, kind, effectiveOn, parent }: LineageRow, cells: Cells<LineageKey>): void {
    const later = this.#context.events.find(
      (event) => event.fromUnitId === fromUnitId && event.kind === kind && event.effectiveOn >= effectiveOn,
    );
    if (later !== undefined)
      cells.note(
        'on',
        `Đã nạp lần ${kind} từ ${vietnameseDate(later.effectiveOn)} của đơn vị này.`,
        'Các lần thay đổi của một đơn vị phải nạp theo thứ tự ngày.',
      );
    if (parent === undefined) return;
    this.#above.set(fromUnitId, parent);
    if (isBelowItself(fromUnitId, this.#above))
      cells.note(
        'to',
        'Đơn vị thành cấp trên của chính mình, trực tiếp hoặc qua đơn vị khác.',
        'Kiểm tra lại cấp trên mới.',
      );
  }

  /** The first day without the unit. */
  #endOf(unitId: string): End | undefined {
    const written = this.#ends.get(unitId);
    const last = this.#context.units.get(unitId)?.validTo;
    return written ?? (last == null ? undefined : { on: addDays(last, 1), where: 'trong danh mục' });
  }
}

/** Two events with one key are the same: a unit changes in one way on one day, a pair has one event a day. */
function keyOf({
  fromUnitId,
  toUnitId,
  kind,
  effectiveOn,
}: Pick<LineageRow, 'fromUnitId' | 'toUnitId' | 'kind' | 'effectiveOn'>): string {
  return [fromUnitId, toUnitId ?? '', isChange(kind) ? kind : '', effectiveOn].join(' ');
}
