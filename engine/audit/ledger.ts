/** Collects the figures of a report, the relations between them, and what is wrong with the input. */

import { equal } from '../model/ratio.ts';
import type { Figure, Place, Relation } from './figures.ts';
import { rankLabel } from './labels.ts';
import type { NumberKind, Printed } from './printed.ts';
import { sameAs } from './relations.ts';
import type { InputFault, Sheet, SheetRow } from './sheet.ts';

export interface CellOptions {
  readonly kind?: NumberKind;
  readonly exact?: boolean;
  /** An empty cell is no fault. */
  readonly optional?: boolean;
  /** What the row is about; its first cell by default. */
  readonly row?: string;
  /** Cells that are copies of one another when they are printed on the same line. */
  readonly copyOf?: string;
  readonly name: string;
}

export class Ledger {
  readonly figures: Figure[] = [];
  readonly relations: Relation[] = [];
  readonly faults: InputFault[] = [];
  readonly #known = new Set<string>();
  readonly #copies = new Map<string, Figure[]>();

  /** The figure in a cell, with the plain reading of it beside it; undefined when the cell holds none. */
  cell(sheet: Sheet, row: SheetRow, column: string, options: CellOptions): Figure | undefined {
    const { kind = 'measure' } = options;
    const text = sheet.text(row, column);
    if (text === '' && options.optional === true) return undefined;
    const form = sheet.number(row, column, kind);
    if (form === undefined) {
      this.fault(
        sheet,
        row,
        column,
        text === '' ? 'Ô trống, cần một con số.' : 'Ô không phải là số.',
        NUMBER_REMEDY,
      );
      return undefined;
    }
    const place = this.place(sheet, row, column, options.row);
    const copy = options.copyOf === undefined ? undefined : this.#copy(options.copyOf, place, form);
    if (copy !== undefined) return copy;
    const figure = this.add({
      place,
      printed: text,
      form,
      places: options.exact === true ? form.places : sheet.places(column, kind),
      exact: options.exact ?? kind === 'count',
      prose: false,
      name: options.name,
    });
    if (options.copyOf !== undefined) this.#keepCopy(options.copyOf, figure);
    this.#plain(sheet, row, column, figure, options);
    return figure;
  }

  /** A rank in words. */
  label(sheet: Sheet, row: SheetRow, column: string, options: CellOptions): Figure | undefined {
    const text = sheet.text(row, column);
    if (text === '') {
      if (options.optional !== true)
        this.fault(sheet, row, column, 'Ô trống, cần mức xếp hạng.', 'Ghi mức xếp hạng như báo cáo in.');
      return undefined;
    }
    return this.add({
      place: this.place(sheet, row, column, options.row),
      printed: text,
      label: rankLabel(text),
      places: 0,
      exact: true,
      prose: false,
      name: options.name,
    });
  }

  add(figure: Omit<Figure, 'id' | 'copies'>): Figure {
    const added = { ...figure, id: this.figures.length, copies: [] };
    this.figures.push(added);
    return added;
  }

  /** Relations over the same figures count once, however many tables repeat them. */
  relate(relation: Relation): void {
    const key = `${relation.class} ${relation.result.id} ${relation.members.map(({ id }) => id).join(',')} ${relation.members.length < 2 ? relation.how(() => ({})) : ''}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.relations.push(relation);
  }

  place(sheet: Sheet, row: SheetRow, field: string, name?: string): Place {
    return {
      file: sheet.file,
      csvRow: row.row,
      line: sheet.line(row),
      row: name ?? row.cells[0] ?? '',
      field,
    };
  }

  fault(sheet: Sheet, row: SheetRow | undefined, column: string, reason: string, remedy: string): void {
    const value = row === undefined ? undefined : sheet.text(row, column);
    this.faults.push({
      file: sheet.file,
      column,
      ...(row === undefined ? {} : { row: row.row }),
      ...(value === undefined || value === '' ? {} : { value: value.slice(0, 100) }),
      reason,
      remedy,
    });
  }

  #copy(key: string, place: Place, form: Printed): Figure | undefined {
    const same = this.#copies
      .get(key)
      ?.find(
        (figure) =>
          figure.place.line === place.line &&
          figure.form !== undefined &&
          equal(figure.form.value, form.value),
      );
    same?.copies.push(place);
    return same;
  }

  /** Copies that differ are two figures that should be one. */
  #keepCopy(key: string, figure: Figure): void {
    const before = this.#copies.get(key) ?? [];
    this.#copies.set(key, [...before, figure]);
    const [first] = before;
    // Places are judged against the values of each table.
    if (first === undefined || figure.place.field.startsWith('rank')) return;
    this.relate(
      sameAs({ class: 'arithmetic', told: `cùng số liệu trong ${first.place.file}` }, figure, first),
    );
  }

  /** `index` beside `index_printed`: the same figure, read once more. It is a figure of its own only where it differs. */
  #plain(sheet: Sheet, row: SheetRow, column: string, figure: Figure, options: CellOptions): void {
    if (!column.endsWith('_printed')) return;
    const plain = column.slice(0, -'_printed'.length);
    if (!sheet.has(plain) || sheet.text(row, plain) === '') return;
    const form = sheet.number(row, plain, 'measure');
    if (form === undefined) {
      this.fault(sheet, row, plain, 'Ô không phải là số.', NUMBER_REMEDY);
      return;
    }
    if (figure.form !== undefined && equal(form.value, figure.form.value)) return;
    const reading = this.add({
      place: this.place(sheet, row, plain, options.row),
      printed: sheet.text(row, plain),
      form,
      places: figure.places,
      exact: figure.exact,
      prose: false,
      name: `${options.name}, ghi lại dạng số`,
    });
    this.relate(
      sameAs(
        { class: 'arithmetic', weight: 0.5, told: `cột ${plain} ghi lại cột ${column}` },
        reading,
        figure,
      ),
    );
  }
}

export const NUMBER_REMEDY = 'Ghi đúng con số như báo cáo in, ví dụ 85,02% hoặc 92.50.';
