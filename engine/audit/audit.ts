/**
 * Recomputes a published report from its own tables and sentences and lists each figure that does not follow from the
 * others. Tables in, findings out; which table is which is told from the headings alone.
 */
import { equal } from '../model/ratio.ts';
import { readBands, relateBands } from './bands.ts';
import { asPrinted, findFaults } from './blame.ts';
import { Book } from './book.ts';
import { quantitiesOf, relateTables } from './cross.ts';
import type { Figure, Relation } from './figures.ts';
import {
  type Finding,
  faultFinding,
  inOrder,
  otherYears,
  rankFinding,
  roundingFinding,
  uncheckable,
  valueFinding,
} from './findings.ts';
import { type Form, type FormId, formOf } from './forms.ts';
import { readFacts, relateFacts } from './prose/facts.ts';
import { readUnitFacts } from './prose/unit-facts.ts';
import { TIE_RULES, wrongRanks } from './ranks.ts';
import { settleRounding } from './rounding.ts';
import { type AuditTable, type InputFault, InputRefused, Sheet } from './sheet.ts';
import {
  rankingsOf,
  readAverages,
  readComponent,
  readComponentsLong,
  readStructure,
  relateComponents,
} from './tables/components.ts';
import { readRankCounts, relateUnitCounts } from './tables/counts.ts';
import { readCriteria, readDomains, readRatios, relateDomains } from './tables/domains.ts';
import { readBlockAverages, readHistory, readRanks } from './tables/history.ts';
import { relateOrder } from './tables/order.ts';
import {
  readDossiers,
  readMeasures,
  readQuantities,
  readTargets,
  relateDossiers,
  relateQuantities,
} from './tables/quantities.ts';
import { readScores, readTotals } from './tables/scores.ts';
import { readAliases, readUnits } from './tables/units.ts';

export interface Audit {
  readonly findings: readonly Finding[];
  /** Figures that some other figure, or a sentence, determines. */
  readonly checked: number;
  /** How the report reckons where it could reckon otherwise. */
  readonly readings: readonly string[];
  /** Tables whose headings are of no known form. */
  readonly skipped: readonly string[];
}

/** In this order: units before what lists them, tables before prose. */
const READERS: readonly (readonly [FormId, (sheet: Sheet, book: Book) => void])[] = [
  ['units', readUnits],
  ['scores', readScores],
  ['history', readHistory],
  ['ranks', readRanks],
  ['totals', readTotals],
  ['component', readComponent],
  ['components-long', readComponentsLong],
  ['components', readStructure],
  ['averages', readAverages],
  ['block-averages', readBlockAverages],
  ['rank-counts', readRankCounts],
  ['bands', readBands],
  ['domains', readDomains],
  ['criteria', readCriteria],
  ['ratios', readRatios],
  ['quantities', readQuantities],
  ['dossiers', readDossiers],
  ['measures', readMeasures],
  ['targets', readTargets],
  ['aliases', readAliases],
  ['unit-facts', readUnitFacts],
  ['facts', readFacts],
];

/** @throws InputRefused when a table lacks columns, holds what is no number, repeats a unit or puts it into two groups */
export function audit(tables: readonly AuditTable[]): Audit {
  const { sheets, skipped } = recognised(tables);
  const book = new Book();
  for (const [form, read] of READERS)
    for (const { sheet } of sheets.filter(({ form: { id } }) => id === form)) read(sheet, book);
  if (book.ledger.faults.length > 0) throw new InputRefused(book.ledger.faults);
  relateTables(book);
  relateBands(book);
  relateComponents(book);
  relateUnitCounts(book);
  relateQuantities(book);
  relateDossiers(book);
  relateDomains(book);
  for (const { sheet } of sheets) relateOrder(sheet, book);
  const proseQuantities = relateFacts(book);
  return judge(book, new Map([...quantitiesOf(book), ...proseQuantities]), skipped);
}

/** Whether a table is of a form with figures to check. */
export function isReportTable(table: AuditTable): boolean {
  const form = formOf(new Sheet(table));
  return form !== undefined && 'id' in form && form.auxiliary !== true;
}

function recognised(tables: readonly AuditTable[]): {
  sheets: { sheet: Sheet; form: Form }[];
  skipped: string[];
} {
  const sheets: { sheet: Sheet; form: Form }[] = [];
  const skipped: string[] = [];
  const faults: InputFault[] = [];
  for (const table of tables) {
    const sheet = new Sheet(table);
    const form = formOf(sheet);
    if (form === undefined) skipped.push(table.file);
    else if ('id' in form) sheets.push({ sheet, form });
    else faults.push(form);
  }
  if (faults.length > 0) throw new InputRefused(faults);
  return { sheets, skipped };
}

function judge(book: Book, quantities: ReturnType<typeof quantitiesOf>, skipped: readonly string[]): Audit {
  const { ledger } = book;
  const truncating = settleRounding(ledger.relations);
  const { faults, read } = findFaults(ledger.relations);
  const related = new Set(ledger.relations.flatMap(({ members }) => members));
  rankingsOf(book);
  const ranks = wrongRanks(book.rankings, read, (figure) => related.has(figure));
  const otherYear = otherYears(quantities);
  const accused = new Set<Figure>(faults.map(({ figure }) => figure));
  const ranked = new Set(book.rankings.flatMap(({ rows }) => rows.map(({ rank }) => rank)));
  const findings = [
    ...onePerSentence(faults.map((fault) => faultFinding(fault, otherYear))),
    ...unique(ranks.wrong.map(({ figure }) => figure)).flatMap((figure) =>
      ranks.wrong
        .filter((wrong) => wrong.figure === figure)
        .slice(0, 1)
        .map(rankFinding),
    ),
    ...ranks.values.filter(({ figure }) => !accused.has(figure)).map(valueFinding),
    ...truncating.findings,
    ...roundings(ledger.relations, accused, truncating.columns),
    ...ledger.figures
      .filter((figure) => !related.has(figure) && !ranked.has(figure) && figure.place.field !== 'quote')
      .map((figure) => uncheckable(figure, book.whyNot.get(figure))),
  ];
  if (ranks.rule !== undefined) book.readings.push(`Thứ hạng: ${TIE_RULES[ranks.rule]}.`);
  const checked = ledger.figures.filter((figure) => related.has(figure) || ranked.has(figure)).length;
  return { findings: inOrder(findings), checked, readings: book.readings, skipped };
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

/** Figures that differ from what they follow from by no more than rounding; once for each. */
function roundings(
  relations: readonly Relation[],
  accused: ReadonlySet<Figure>,
  told: ReadonlySet<string>,
): Finding[] {
  const seen = new Set<Figure>();
  return relations.flatMap((relation) => {
    const { result, members, column } = relation;
    if (seen.has(result) || members.some((member) => accused.has(member))) return [];
    if (relation.kind !== 'number' || relation.weight < 1 || relation.judge(asPrinted) !== 'rounding')
      return [];
    if (column !== undefined && told.has(column)) return [];
    const due = relation.predict(result, asPrinted)?.value;
    if (due !== undefined && result.form !== undefined && equal(due, result.form.value)) return [];
    seen.add(result);
    return [roundingFinding(relation)];
  });
}

/** A wrong figure and a wrong part of its breakdown in one sentence are one finding; the part is named in it. */
function onePerSentence(findings: readonly Finding[]): Finding[] {
  const merged: Finding[] = [];
  for (const finding of findings) {
    const whole = findings.find(
      (other) =>
        other !== finding &&
        other.file === finding.file &&
        other.csv_row === finding.csv_row &&
        other.field === 'value_printed',
    );
    if (finding.field === 'quote' && whole !== undefined) continue;
    const parts = findings.filter(
      (other) => other.file === finding.file && other.csv_row === finding.csv_row && other.field === 'quote',
    );
    merged.push(
      finding.field === 'value_printed' && parts.length > 0
        ? { ...finding, how: `${finding.how}; trong cùng câu: ${parts.map(partText).join('; ')}` }
        : finding,
    );
  }
  return merged;
}

function partText({ printed, recomputed, how }: Finding): string {
  return `"${printed}", tính lại ${recomputed} (${how})`;
}
