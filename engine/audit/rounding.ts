/** Columns whose figures are cut off instead of rounded: said once, not row by row. */
import { asPrinted } from './blame.ts';
import type { Relation } from './figures.ts';
import type { Finding } from './findings.ts';

/** Fewer rows than this say nothing of a habit. */
const FEWEST = 4;

/** Marks the relations of such columns as truncating; tells each column once. */
export function settleRounding(relations: readonly Relation[]): {
  readonly findings: Finding[];
  readonly columns: ReadonlySet<string>;
} {
  const findings: Finding[] = [];
  const columns = new Set<string>();
  for (const [column, own] of Map.groupBy(relations, ({ column }) => column)) {
    if (column === undefined || own.length < FEWEST) continue;
    const roundedFit = fits(own);
    for (const relation of own) relation.truncates = true;
    const cutFit = fits(own);
    const first = own[0]?.result.place;
    // Cut off for good only where rounding fails clearly: a wrong row or two is no habit.
    if (
      first === undefined ||
      cutFit < 0.8 * own.length ||
      cutFit - roundedFit < Math.max(2, own.length / 5)
    ) {
      for (const relation of own) relation.truncates = false;
      continue;
    }
    columns.add(column);
    findings.push({
      file: first.file,
      row: '*',
      field: first.field,
      printed: '',
      recomputed: '',
      class: 'rounding',
      how: `cả cột cắt bỏ chữ số thập phân thay vì làm tròn (${cutFit}/${own.length} dòng)`,
      csv_row: 1,
    });
  }
  return { findings, columns };
}

function fits(relations: readonly Relation[]): number {
  return relations.filter((relation) => relation.judge(asPrinted) === 'exact').length;
}
