/** The directory of the published Khánh Hòa report, with every spelling of every unit. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { BlockEntry } from '../../../bot/understand/blocks.ts';
import { buildDirectory, type UnitEntry } from '../../../bot/understand/directory.ts';

const DATA = path.join(import.meta.dirname, '../../../data');

/** One unit under two ids, for its spellings stand in two reports. */
const SAME_UNIT: Readonly<Record<string, string>> = { 'nt-city': 'kh-tp-nha-trang' };

function rowsOf(file: string): Record<string, string>[] {
  return parse(readFileSync(path.join(DATA, file)), { columns: true });
}

function cell(row: Record<string, string>, column: string): string {
  const text = row[column];
  if (text === undefined) throw new Error(`no column \`${column}\``);
  return text;
}

const SPELLINGS = rowsOf('common/aliases.csv');

export const UNITS: readonly UnitEntry[] = rowsOf('khanh-hoa/units.csv').map((row) => {
  const id = cell(row, 'unit_id');
  const aliases = SPELLINGS.filter((spelling) => {
    const named = cell(spelling, 'unit_id');
    return (SAME_UNIT[named] ?? named) === id;
  }).map((spelling) => cell(spelling, 'alias'));
  return {
    id,
    name: cell(row, 'name_table4'),
    block: cell(row, 'block'),
    province: 'khanh-hoa',
    aliases: [cell(row, 'name_table1'), cell(row, 'name_table5'), ...aliases],
  };
});

export const BLOCKS: readonly BlockEntry[] = [
  { code: 'so', name: 'Khối Sở, ban, ngành' },
  { code: 'nganh-doc', name: 'Ngành dọc' },
  { code: 'huyen', name: 'Khối UBND cấp huyện' },
  { code: 'su-nghiep', name: 'Đơn vị sự nghiệp' },
];

export const DIRECTORY = buildDirectory(UNITS, BLOCKS);
export const TODAY = '2026-11-20';

/** As it is typed on a phone without a Vietnamese keyboard. */
export function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}
