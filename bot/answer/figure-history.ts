/** "Lịch sử số liệu hồ sơ trễ hạn tháng 10 của Sở Tư pháp": who loaded what, when, from where, and what counts. */
import { type FigureVersion, figureHistory } from '../../db/figure-history.ts';
import { stateWords } from '../../engine/explain/words.ts';
import { civilDate, vietnameseDate } from '../../engine/model/dates.ts';
import type { FactDefinition } from '../../engine/model/facts.ts';
import { notice } from '../notice.ts';
import type { Block } from '../reply.ts';
import { mayKnow } from '../rights.ts';
import type { AskedFigure } from '../understand/figures.ts';
import type { Told, UnitAsk } from './ask.ts';
import { SIMULATED } from './phrases.ts';

/** Versions shown in chat, the last ones. */
const MOST = 12;

export async function figureHistoryOf(ask: UnitAsk, { fact, month }: AskedFigure): Promise<Told> {
  const { desk, unit, caller, year } = ask;
  const definition = desk.ruleSet.facts.get(fact);
  const all =
    mayKnow(caller, unit) && definition !== undefined
      ? await figureHistory(desk.db, { unitId: unit.id, fact })
      : [];
  const versions = all.filter(({ period }) => isMeant(period, year, month));
  const what = `${fact}${month === null ? '' : ` tháng ${month}`}${year === null ? '' : ` năm ${year}`}`;
  if (definition === undefined || versions.length === 0)
    return { reply: notice(`Chưa có số liệu ${what} của ${unit.name}.`) };
  const shown = versions.slice(-MOST);
  const blocks: Block[] = [
    { type: 'verdict', text: `${unit.name}, lịch sử số liệu ${what}: ${versions.length} lần ghi.` },
    { type: 'list', items: shown.map((version) => versionWords(definition, version)) },
    ...(shown.length < versions.length
      ? [{ type: 'text' as const, text: `Đang hiện ${shown.length} lần ghi cuối; ghi rõ tháng để xem đủ.` }]
      : []),
    ...(shown.some(({ simulated }) => simulated) ? [SIMULATED] : []),
  ];
  const buttons = [{ label: 'Hiện trạng', action: `status:${unit.id}:${year ?? ''}` }];
  return { reply: { blocks, buttons } };
}

/** "Tháng 10/2026: 12 hồ sơ, biết từ 05/11/2026, dòng 3 tệp t10.csv, người nạp: …; đã được thay." */
export function versionWords(fact: FactDefinition, version: FigureVersion): string {
  const period = vietnameseDate(version.period);
  const loaded = vietnameseDate(civilDate(new Date(version.loadedAt)));
  const known = vietnameseDate(version.knownOn);
  const parts = [
    `${period.charAt(0).toUpperCase()}${period.slice(1)}: ${stateWords(fact, version.state)}`,
    `biết từ ngày ${known}${loaded === known ? '' : ` (nạp ngày ${loaded})`}`,
    `nguồn: ${version.source}, dòng ${version.row}${version.reference === null ? '' : ` (${version.reference})`}`,
    `người nạp: ${version.loadedBy}`,
  ];
  const standing = version.replacedBy === undefined ? 'đang dùng' : 'đã được thay';
  return `${parts.join('; ')}; ${standing}.`;
}

function isMeant(period: string, year: number | null, month: number | null): boolean {
  const [ofYear, ofMonth] = period.split('-').map(Number);
  return (year === null || ofYear === year) && (month === null || ofMonth === month);
}
