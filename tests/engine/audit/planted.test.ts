/**
 * Clean random reports in all forms draw no finding but rounding; an error planted in one of them is found, where it
 * is, as what it is, and nothing else is; in long runs one coincidence in a hundred is allowed, such as a value that
 * happens to be another year's. `KYCUONG_PLANTS=200` plants as many of every kind, `KYCUONG_SEED=…` repeats a run.
 */
import { describe, expect, it } from 'vitest';
import { audit } from '../../../engine/audit/audit.ts';
import { isError } from '../../../engine/audit/findings.ts';
import { componentReport } from './forms/component-report.ts';
import { Random, type Report } from './forms/grid.ts';
import { KINDS, type Kind, type Plant, plant } from './forms/plant.ts';
import { rankedReport } from './forms/ranked-report.ts';
import { townReport } from './forms/town-report.ts';

// The everyday run is always the same: one unlucky coincidence in thousands is no fault of a change.
const { KYCUONG_PLANTS: plants = '25', KYCUONG_SEED: given = '341' } = process.env;
const seed = Number(given);
const MAKERS = [rankedReport, componentReport, townReport] as const;

function reports(count: number, from: number): Report[] {
  return Array.from({ length: count }, (_, index) => {
    const random = new Random(from + index);
    return (MAKERS[index % MAKERS.length] ?? rankedReport)(random);
  });
}

interface Tally {
  planted: number;
  found: number;
  falseAlarms: number;
  readonly missed: string[];
}

function judged(
  { tables, file, row, alsoRow, column, class: due, from, to, kind }: Plant,
  tally: Tally,
): void {
  const errors = audit(tables).findings.filter(isError);
  const at = (wanted: number | undefined) =>
    errors.filter(
      (finding) => finding.file === file && finding.csv_row === wanted && finding.field === column,
    );
  const own = [...at(row), ...at(alsoRow)];
  const hit =
    at(row).some((finding) => finding.class === due && finding.printed === to) &&
    (alsoRow === undefined || at(alsoRow).some((finding) => finding.class === due));
  tally.planted += 1;
  if (hit) tally.found += 1;
  const others = errors.filter((finding) => !own.includes(finding));
  tally.falseAlarms += others.length;
  if (!hit || others.length > 0)
    tally.missed.push(
      `${kind}: ${file}:${row} ${column} ${from} → ${to} (${due}); ${errors.map((finding) => `${finding.file}:${finding.csv_row} ${finding.field} ${finding.printed}→${finding.recomputed} ${finding.class}`).join(' | ')}`,
    );
}

describe('planted errors', () => {
  it('are none in clean reports of every form', { timeout: 600_000 }, () => {
    for (const [index, report] of reports(Number(plants) * 3, seed).entries()) {
      const { findings, checked } = audit(report.grids.map((grid) => grid.table()));
      const errors = findings.filter(isError);
      expect(errors, `seed ${seed}, report ${index} (${report.described})`).toEqual([]);
      expect(checked).toBeGreaterThan(20);
    }
  });

  it('are found where they are, as what they are, and nothing else is', { timeout: 1_800_000 }, () => {
    const tallies = new Map<Kind, Tally>();
    for (const [at, kind] of KINDS.entries()) {
      const tally: Tally = { planted: 0, found: 0, falseAlarms: 0, missed: [] };
      tallies.set(kind, tally);
      const random = new Random(seed + 7919 * (at + 1));
      for (let tries = 0; tally.planted < Number(plants) && tries < 40 * Number(plants); tries += 1) {
        const planted = plant(random.pick(MAKERS)(random), kind, random);
        if (planted !== undefined) judged(planted, tally);
      }
    }
    const lines = [...tallies].map(
      ([kind, { planted, found, falseAlarms }]) =>
        `${kind.padEnd(30)} ${found}/${planted} found, ${falseAlarms} false alarms`,
    );
    console.info(
      [
        `KYCUONG_SEED=${seed}`,
        ...lines,
        ...[...tallies.values()].flatMap(({ missed }) => missed.slice(0, 6)),
      ].join('\n'),
    );
    for (const [kind, { planted, found, falseAlarms }] of tallies) {
      expect([kind, planted]).toEqual([kind, Number(plants)]);
      expect(found).toBeGreaterThanOrEqual(Math.floor(0.99 * planted));
      expect(falseAlarms).toBeLessThanOrEqual(Math.floor(planted / 100));
    }
  });
});
