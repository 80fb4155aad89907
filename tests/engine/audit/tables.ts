/** Small tables as text, for tests that look at one thing. */
import { readTable } from '../../../db/import/table/open.ts';
import { audit } from '../../../engine/audit/audit.ts';
import { type Finding, isError } from '../../../engine/audit/findings.ts';
import type { AuditTable } from '../../../engine/audit/sheet.ts';

export function table(file: string, text: string): AuditTable {
  const read = readTable(new TextEncoder().encode(text), {});
  if (!read.ok) throw new Error(read.problems.map(({ reason }) => reason).join());
  return { file, heading: read.heading.cells, rows: read.rows };
}

/** The errors of a report, short: place, printed, recomputed, class. */
export function errors(...tables: readonly AuditTable[]): string[] {
  return audit(tables).findings.filter(isError).map(short);
}

export function short({ file, row, field, printed, recomputed, class: kind }: Finding): string {
  return `${file} ${row} ${field}: ${printed} → ${recomputed} (${kind})`;
}

/** A fact of the prose: subject, key, value, of, unit, quotation. */
export type Said = readonly [string, string, string, string, string, string];

export function prose(...facts: readonly Said[]): AuditTable {
  const heading = [
    'fact_id',
    'source',
    'subject',
    'fact',
    'value_printed',
    'of',
    'unit',
    'quote',
    'source_line',
  ];
  return {
    file: 'loi-van.csv',
    heading,
    rows: facts.map(([subject, key, value, of, unit, quote], index) => ({
      row: index + 2,
      cells: [`f${index + 1}`, '000', subject, key, value, of, unit, quote, String(10 + index)],
    })),
  };
}

export const SCORES = `unit_id,order,name,block,standard_points,appraised_points,index_printed,index,rank_printed,source_line
a-1,1,Sở Một,so,99.00,92.50,93.43%,93.43,TỐT,77
a-2,2,Sở Hai,so,100.00,86.00,86.00%,86.00,TỐT,78
a-3,3,Sở Ba,so,80.50,61.25,76.09%,76.09,KHÁ,79
b-1,4,Huyện Bốn,huyen,100.00,82.02,82.02%,82.02,KHÁ,81
b-2,5,Huyện Năm,huyen,100.00,78.00,78.00%,78.00,KHÁ,82
`;

export const HISTORY = `unit_id,order_in_block,name,block,index_2021_printed,rank_2021,index_2020_printed,rank_2020,delta_printed,source_line
a-1,1,Sở Một,so,"93,43%",TỐT,"85,17%",TỐT,"8,26%",218
a-2,2,Sở Hai,so,"86,00%",TỐT,"88,01%",TỐT,"-2,01%",219
a-3,3,Sở Ba,so,"76,09%",KHÁ,"70,00%",TB,"6,09%",220
b-1,1,Huyện Bốn,huyen,"82,02%",KHÁ,"84,00%",KHÁ,"-1,98%",221
b-2,2,Huyện Năm,huyen,"78,00%",KHÁ,"70,50%",TB,"7,50%",222
`;

export const COUNTS = `block_id,name,tot,kha,trung_binh,yeu,total,source_line
so,"Khối Sở, ban, ngành",2,1,0,0,3,132
huyen,Khối UBND cấp huyện,0,2,0,0,2,134
all,Tổng,2,3,0,0,5,136
`;

/** Means of blocks; the general one is that of the two means. */
export const AVERAGES = `block_id,name,avg_2021_printed,avg_2020_printed,delta_printed,source_line
so,"Khối Sở, ban, ngành","85,17%","81,06%","4,11%",141
huyen,Khối UBND cấp huyện,"80,01%","77,25%","2,76%",144
all,Trung bình chung,"82,59%","79,16%","3,43%",146
`;

/** A clean report of five units, two blocks and two years. */
export const CLEAN: readonly AuditTable[] = [
  table('diem.csv', SCORES),
  table('so-sanh.csv', HISTORY),
  table('tong-hop.csv', COUNTS),
  table('trung-binh.csv', AVERAGES),
];
