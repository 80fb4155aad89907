/** The tables of a report in a folder, with the figures of its prose; or of every report below one. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readTable } from '../db/import/table/open.ts';
import type { Table } from '../db/import/table/table.ts';
import { isReportTable } from '../engine/audit/audit.ts';
import { formsKnown } from '../engine/audit/forms.ts';
import type { AuditTable } from '../engine/audit/sheet.ts';
import { ownProse, ownTables } from './audit-prose.ts';
import { CommandError, EXIT } from './context.ts';

export interface Report {
  /** Of the folder, below the one asked for; empty for that one itself. */
  readonly name: string;
  readonly tables: readonly AuditTable[];
}

/** Prose and spellings that reports share. */
const COMMON = 'common';

/** @throws CommandError when a file cannot be read, or nothing in the folder is a table of a known form */
export function readReports(folder: string): Report[] {
  const entries = list(folder);
  const own = readTables(folder, '', entries.files);
  const found = own.some(isReportTable)
    ? [{ name: '', tables: withProse(own, path.join(folder, '..', COMMON), `../${COMMON}/`) }]
    : entries.folders
        .filter((name) => name !== COMMON)
        .map((name) => ({
          name,
          tables: readTables(path.join(folder, name), `${name}/`, list(path.join(folder, name)).files),
        }))
        .filter(({ tables }) => tables.some(isReportTable))
        .map(({ name, tables }) => ({
          name,
          tables: withProse(tables, path.join(folder, COMMON), `${COMMON}/`),
        }));
  if (found.length === 0)
    throw new CommandError(
      EXIT.refused,
      `Thư mục "${folder}" không có bảng nào thuộc dạng đã biết. Mỗi bảng là một tệp CSV có một trong các bộ cột:\n${formsKnown()}`,
    );
  return found;
}

function withProse(tables: readonly AuditTable[], folder: string, prefix: string): AuditTable[] {
  const shared = readTables(folder, prefix, filesOf(folder));
  return [...ownTables(tables, shared), ...ownProse(tables, shared)];
}

function filesOf(folder: string): readonly string[] {
  try {
    return list(folder).files;
  } catch (error) {
    if (error instanceof CommandError) return [];
    throw error;
  }
}

function list(folder: string): { files: string[]; folders: string[] } {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) =>
      a.name.localeCompare(b.name),
    );
    return {
      files: entries
        .filter((entry) => !entry.isDirectory() && entry.name.endsWith('.csv'))
        .map(({ name }) => name),
      folders: entries.filter((entry) => entry.isDirectory()).map(({ name }) => name),
    };
  } catch {
    throw new CommandError(EXIT.usage, `Không đọc được thư mục "${folder}".`);
  }
}

function readTables(folder: string, prefix: string, names: readonly string[]): AuditTable[] {
  return names.map((name) => {
    const table = readTable(readBytes(path.join(folder, name)), {});
    const file = `${prefix}${name}`;
    if (!table.ok) {
      const faults = table.problems.map(({ row, reason, remedy }) => ({
        file,
        ...(row === undefined ? {} : { row }),
        reason,
        remedy,
      }));
      throw new CommandError(
        EXIT.refused,
        [
          'Không kiểm tra: đầu vào có lỗi.',
          ...faults.map(
            (fault) =>
              `- ${fault.file}${fault.row === undefined ? '' : `, dòng ${fault.row}`}: ${fault.reason} ${fault.remedy}`,
          ),
        ].join('\n'),
      );
    }
    return auditTable(file, table);
  });
}

function auditTable(file: string, { heading, rows }: Table): AuditTable {
  return { file, heading: heading.cells, rows };
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    throw new CommandError(EXIT.usage, `Không đọc được tệp "${file}".`);
  }
}
