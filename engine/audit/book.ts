/** What the tables of one report hold, found again by what it means rather than by where it stands. */
import type { Ratio } from '../model/ratio.ts';
import { fold } from '../model/text.ts';
import type { Figure, Quantity } from './figures.ts';
import { Ledger } from './ledger.ts';
import type { Fact } from './prose/fact.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** An index, a rank or a change of one unit, or of a group's average. */
export interface Entry {
  /** A unit's id; for averages the group, `all` for the general one. */
  readonly subject: string;
  /** Absent where the table does not say its year. */
  readonly year?: number;
  readonly figure: Figure;
  readonly sheet: Sheet;
}

export interface ComponentPoints {
  readonly sheet: Sheet;
  readonly row: SheetRow;
  readonly unit: string;
  level?: string | undefined;
  component?: string | undefined;
  readonly rank: Figure | undefined;
  readonly points: Figure;
  readonly percent: Figure;
  readonly max: Figure;
}

export interface Total {
  readonly sheet: Sheet;
  readonly unit: string;
  readonly rank: Figure | undefined;
  readonly points: Figure;
  readonly index: Figure;
}

export interface Average {
  readonly table: string;
  readonly level: string;
  readonly points: Figure;
  readonly index: Figure;
}

export interface RankCount {
  readonly group: string;
  readonly rank: string;
  readonly figure: Figure;
}

export interface Structure {
  readonly level: string;
  readonly component: string;
  readonly criteria: Figure;
  readonly subcriteria: Figure;
  readonly max: Figure;
}

export interface Band {
  readonly name: string;
  readonly low?: Ratio;
  readonly high?: Ratio;
}

/** Ranks given to rows by a value, in one table. */
export interface Ranking {
  readonly table: string;
  readonly rows: readonly { readonly rank: Figure; readonly value: Figure }[];
}

export interface UnitEntry {
  readonly names: Set<string>;
  group?: string;
  /** Where the group was read, to say so when another table has a different one. */
  groupFrom?: string;
}

/** Everything that relations between tables are made from. */
export class Book {
  readonly ledger = new Ledger();
  readonly units = new Map<string, UnitEntry>();
  readonly groupNames = new Map<string, Set<string>>();
  /** Units that a table of figures lists, by table; the fullest says how many there are. */
  readonly listed = new Map<Sheet, Set<string>>();
  readonly indexes: Entry[] = [];
  readonly labels: Entry[] = [];
  readonly deltas: Entry[] = [];
  readonly averages: Entry[] = [];
  readonly averageDeltas: Entry[] = [];
  readonly rankCounts: RankCount[] = [];
  readonly components: ComponentPoints[] = [];
  readonly totals: Total[] = [];
  readonly levelAverages: Average[] = [];
  readonly structures: Structure[] = [];
  readonly bands: Band[] = [];
  readonly rankings: Ranking[] = [];
  /** Single figures by key, for prose and totals that name them. */
  readonly quantities = new Map<string, Figure>();
  readonly domains: {
    readonly order: string;
    readonly standard: Figure;
    readonly percent: Figure;
    readonly achieved: Figure;
  }[] = [];
  readonly dossiers: { readonly level: string; readonly cells: ReadonlyMap<string, Figure> }[] = [];
  /** Verbatim lines with the per cent that stands in them, to tie quotations of one sentence together. */
  readonly quoted: { readonly quote: string; readonly figure: Figure; readonly line: number | undefined }[] =
    [];
  readonly ratios: { readonly what: string; readonly part: Figure; readonly whole: Figure }[] = [];
  readonly facts: Fact[] = [];
  /** Figures of prose that are of one subject in one year. */
  readonly proseQuantities = new Map<Figure, Quantity>();
  /** Why a figure is not checkable, where more can be said. */
  readonly whyNot = new Map<Figure, string>();
  /** Readings that a report was found to follow. */
  readonly readings: string[] = [];

  /** Notes a unit as a table names it; two groups for one unit are refused. */
  unit(sheet: Sheet, row: SheetRow, id: string, names: readonly string[], group?: string): void {
    const entry = this.units.get(id) ?? { names: new Set<string>() };
    this.units.set(id, entry);
    for (const name of names) if (name.trim() !== '') entry.names.add(name.trim());
    if (group === undefined || group === '') return;
    if (entry.group !== undefined && entry.group !== group) {
      this.ledger.fault(
        sheet,
        row,
        sheet.has('block') ? 'block' : 'level',
        `Đơn vị "${id}" thuộc khối "${group}" ở đây nhưng thuộc khối "${entry.group}" trong ${entry.groupFrom ?? 'bảng khác'}.`,
        'Mỗi đơn vị chỉ thuộc một khối; sửa lại cho thống nhất giữa các bảng.',
      );
      return;
    }
    entry.group = group;
    entry.groupFrom ??= sheet.file;
  }

  groupOf(unit: string): string | undefined {
    return this.units.get(unit)?.group;
  }

  /** Groups that have units, in the order in which they appear. */
  groups(): string[] {
    return [...new Set([...this.units.values()].flatMap(({ group }) => group ?? []))];
  }

  nameGroup(group: string, name: string): void {
    if (name === '') return;
    const names = this.groupNames.get(group) ?? new Set<string>();
    names.add(fold(name));
    this.groupNames.set(group, names);
  }

  list(sheet: Sheet, unit: string): void {
    const units = this.listed.get(sheet) ?? new Set<string>();
    units.add(unit);
    this.listed.set(sheet, units);
  }

  /** All units that some table of figures lists. */
  assessed(group = 'all'): string[] {
    const listed = new Set([...this.listed.values()].flatMap((units) => [...units]));
    return [...listed].filter((unit) => group === 'all' || this.groupOf(unit) === group);
  }

  /** The latest year of any figure that has one. */
  year(): number | undefined {
    const years = [...this.indexes, ...this.labels, ...this.averages].flatMap(({ year }) => year ?? []);
    return years.length === 0 ? undefined : Math.max(...years);
  }
}
