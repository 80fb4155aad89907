/**
 * Which prose figures are a report's own, where one table holds those of several documents. A document's code belongs
 * to the report whose ids have the same prefix as the units that the shared list of spellings has from that document
 * (kh-, dn-); where no list says so, to the report whose groups and units most of its facts are about.
 */
import { type AuditTable, Sheet, type SheetRow } from '../engine/audit/sheet.ts';

const ID_COLUMNS = ['unit_id', 'level_id', 'criterion_id', 'domain_id'];

function isFacts({ heading }: AuditTable): boolean {
  return heading.includes('fact_id') && heading.includes('value_printed');
}

/** The rows of shared facts, and the spellings, that concern the tables. */
export function ownProse(tables: readonly AuditTable[], shared: readonly AuditTable[]): AuditTable[] {
  const prefix = usualPrefix(tables);
  const spellings = shared.filter(({ heading }) => heading.includes('alias'));
  const documents = documentsOf(spellings);
  const known = subjectsOf(tables);
  return [
    ...spellings.map((table) => withSources(table, (source) => documents.get(source) === prefix)),
    ...shared.filter(isFacts).map((table) => ownFacts(table, prefix, documents, known)),
  ].filter(({ rows }) => rows.length > 0);
}

/** The report's tables; a table of facts among them that is of several documents is held to the report's own. */
export function ownTables(tables: readonly AuditTable[], shared: readonly AuditTable[]): AuditTable[] {
  const others = tables.filter((table) => !isFacts(table));
  const documents = documentsOf([...tables, ...shared].filter(({ heading }) => heading.includes('alias')));
  return tables.map((table) => {
    if (!isFacts(table) || others.length === 0) return table;
    const sheet = new Sheet(table);
    const sources = new Set(sheet.rows.map((row) => sheet.text(row, 'source')));
    return sources.size < 2 ? table : ownFacts(table, usualPrefix(others), documents, subjectsOf(others));
  });
}

function ownFacts(
  table: AuditTable,
  prefix: string | undefined,
  documents: ReadonlyMap<string, string | undefined>,
  known: ReadonlySet<string>,
): AuditTable {
  const sheet = new Sheet(table);
  const sources = Map.groupBy(table.rows, (row) => sheet.text(row, 'source'));
  const named = [...sources.keys()].filter(
    (source) => documents.get(source) === prefix && prefix !== undefined,
  );
  if (named.length > 0) return withSources(table, (source) => named.includes(source));
  const about = [...sources]
    .filter(([source]) => documents.get(source) === undefined)
    .map(([source, rows]) => ({ source, subjects: subjectsAmong(table, rows, known) }))
    .sort((a, b) => b.subjects - a.subjects)[0];
  const chosen = about !== undefined && about.subjects >= 2 ? about.source : undefined;
  return withSources(table, (source) => source === chosen);
}

/** How many of the subjects of facts are groups or units of the tables. */
function subjectsAmong(table: AuditTable, rows: readonly SheetRow[], known: ReadonlySet<string>): number {
  const sheet = new Sheet(table);
  return new Set(rows.map((row) => sheet.text(row, 'subject')).filter((subject) => known.has(subject))).size;
}

function subjectsOf(tables: readonly AuditTable[]): ReadonlySet<string> {
  const subjects = tables.flatMap((table) => {
    const sheet = new Sheet(table);
    const columns = ['unit_id', 'block', 'level', 'block_id'].filter((column) => sheet.has(column));
    return sheet.rows.flatMap((row) => columns.map((column) => sheet.text(row, column)));
  });
  return new Set(subjects.filter((subject) => subject !== '' && subject !== 'all'));
}

/** The prefix of the units that each document spells. */
function documentsOf(spellings: readonly AuditTable[]): ReadonlyMap<string, string | undefined> {
  const prefixes = new Map<string, string[]>();
  for (const table of spellings) {
    const sheet = new Sheet(table);
    for (const row of sheet.rows) {
      const [source, id] = [sheet.text(row, 'source'), sheet.text(row, 'unit_id')];
      if (!id.startsWith('#')) prefixes.set(source, [...(prefixes.get(source) ?? []), prefixOf(id)]);
    }
  }
  return new Map([...prefixes].map(([source, own]) => [source, mostOf(own)]));
}

function usualPrefix(tables: readonly AuditTable[]): string | undefined {
  return mostOf(
    tables.flatMap((table) => {
      const sheet = new Sheet(table);
      const column = ID_COLUMNS.find((name) => sheet.has(name));
      return column === undefined ? [] : sheet.rows.map((row) => prefixOf(sheet.text(row, column)));
    }),
  );
}

function withSources(table: AuditTable, wanted: (source: string) => boolean): AuditTable {
  const sheet = new Sheet(table);
  return { ...table, rows: table.rows.filter((row) => wanted(sheet.text(row, 'source'))) };
}

function prefixOf(id: string): string {
  return id.split('-')[0] ?? '';
}

function mostOf(items: readonly string[]): string | undefined {
  return [...Map.groupBy(items, (item) => item)].sort((a, b) => b[1].length - a[1].length)[0]?.[0];
}
