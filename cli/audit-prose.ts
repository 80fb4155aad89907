/**
 * Which prose figures of a shared folder are a report's own. A document's code belongs to the report whose ids have the
 * same prefix as the units that the shared list of spellings has from that document (kh-, dn-); without such a list,
 * to the report whose groups and units its facts are about.
 */
import { type AuditTable, Sheet, type SheetRow } from '../engine/audit/sheet.ts';

const ID_COLUMNS = ['unit_id', 'level_id', 'criterion_id', 'domain_id'];

/** The rows of shared facts, and the spellings, that concern the tables. */
export function ownProse(tables: readonly AuditTable[], shared: readonly AuditTable[]): AuditTable[] {
  const spellings = shared.filter((table) => table.heading.includes('alias'));
  const prefix = usualPrefix(tables.map((table) => new Sheet(table)));
  const own = spellings.flatMap((table) =>
    new Sheet(table).rows.map((row) => ({ sheet: new Sheet(table), row })),
  );
  const facts = shared.filter(
    ({ heading }) => heading.includes('fact_id') && heading.includes('value_printed'),
  );
  const sourcesOwn = (sheet: Sheet) =>
    [...Map.groupBy(sheet.rows, (row) => sheet.text(row, 'source'))]
      .filter(([source, rows]) => {
        const named = own.filter(({ sheet, row }) => sheet.text(row, 'source') === source);
        const ids = named
          .map(({ sheet, row }) => sheet.text(row, 'unit_id'))
          .filter((id) => !id.startsWith('#'));
        return ids.length > 0 ? mostOf(ids.map(prefixOf)) === prefix : areAbout(tables, sheet, rows);
      })
      .flatMap(([, rows]) => rows);
  return [
    ...spellings.map((table) => ({ ...table, rows: groupsOfOwnSources(table, prefix) })),
    ...facts.map((table) => ({ ...table, rows: sourcesOwn(new Sheet(table)) })),
  ].filter(({ rows }) => rows.length > 0);
}

/** Spellings of the report's own units and, from documents about those, of its groups. */
function groupsOfOwnSources(table: AuditTable, prefix: string | undefined): SheetRow[] {
  const sheet = new Sheet(table);
  const sources = Map.groupBy(sheet.rows, (row) => sheet.text(row, 'source'));
  return [...sources].flatMap(([, rows]) => {
    const ids = rows.map((row) => sheet.text(row, 'unit_id')).filter((id) => !id.startsWith('#'));
    return mostOf(ids.map(prefixOf)) === prefix ? rows : [];
  });
}

function usualPrefix(sheets: readonly Sheet[]): string | undefined {
  return mostOf(
    sheets.flatMap((sheet) => {
      const column = ID_COLUMNS.find((name) => sheet.has(name));
      return column === undefined ? [] : sheet.rows.map((row) => prefixOf(sheet.text(row, column)));
    }),
  );
}

function prefixOf(id: string): string {
  return id.split('-')[0] ?? '';
}

function mostOf(items: readonly string[]): string | undefined {
  return [...Map.groupBy(items, (item) => item)].sort((a, b) => b[1].length - a[1].length)[0]?.[0];
}

/** At least two subjects of the facts are groups or units of the tables. */
function areAbout(tables: readonly AuditTable[], sheet: Sheet, rows: readonly SheetRow[]): boolean {
  const known = new Set(
    tables.flatMap((table) => {
      const own = new Sheet(table);
      return own.rows.flatMap((row) =>
        ['unit_id', 'block', 'level', 'block_id'].map((column) => own.text(row, column)),
      );
    }),
  );
  known.delete('');
  known.delete('all');
  const subjects = new Set(
    rows.map((row) => sheet.text(row, 'subject')).filter((subject) => known.has(subject)),
  );
  return subjects.size >= 2;
}
