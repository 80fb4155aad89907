/** "Bảng xếp hạng khối Sở năm 2019." */
import { readPublishedRanks } from '../../db/ranks.ts';
import { listUnits } from '../../db/units.ts';
import { indexFigure } from '../../engine/explain/words.ts';
import { civilDate, yearOf } from '../../engine/model/dates.ts';
import type { FactDefinition } from '../../engine/model/facts.ts';
import { dayOfYear } from '../../engine/model/lineage.ts';
import { type Scheme, UNRANKED } from '../../engine/model/ruleset.ts';
import { placesOf } from '../../engine/score/ranking.ts';
import { type RankedUnit, rankUnits } from '../decisions.ts';
import { notice } from '../notice.ts';
import type { Block, Button } from '../reply.ts';
import { provinceName } from '../understand/provinces.ts';
import type { Ask, Told } from './ask.ts';
import { endOfBlock } from './ended.ts';
import { blockWords, SIMULATED } from './phrases.ts';

/** Rows of a list of the whole province at first sight; a block is shown whole. */
const TOP = 10;

export async function ranking(ask: Ask): Promise<Told> {
  const scheme = ask.desk.ruleSet.schemes.get(ask.province);
  if (scheme === undefined) return { reply: notice('Tỉnh này chưa có phương án xếp hạng.') };
  const today = civilDate(ask.desk.now);
  const year = ask.year ?? (await latestPublished(ask));
  const block = ask.block ?? ask.units[0]?.block ?? null;
  const province = provinceName(ask.province);
  if (block !== null && !scheme.blocks.has(block))
    return {
      reply: {
        ...notice(`Tỉnh ${province} không xếp hạng theo khối ấy.`),
        buttons: blockButtons(scheme, null, year ?? null),
      },
    };
  const where = block === null ? `toàn tỉnh ${province}` : `${blockWords(scheme, block)}, tỉnh ${province}`;
  const all = year === undefined ? [] : await rankUnits(ask.desk, ask.province, year, ask.at);
  // A running year has no ranking to show; its figures are asked for unit by unit.
  const listed = all.filter(
    ({ unit, published }) => (block === null || unit.block === block) && published !== undefined,
  );
  if (year === undefined || listed.length === 0) {
    const day = dayOfYear(ask.year ?? yearOf(today), today);
    const ended = block === null ? undefined : await endOfBlock(ask, block, day);
    const which = ask.year === null ? '' : ` năm ${ask.year}`;
    return {
      reply: {
        ...notice(`Chưa có bảng xếp hạng${which} của ${where}.${ended === undefined ? '' : ` ${ended}`}`),
        buttons: blockButtons(scheme, block, null),
      },
    };
  }
  const { facts } = ask.desk.ruleSet;
  const steps = facts.get(scheme.rank)?.scale ?? [];
  const rows = withPlaces(scheme, facts.get(scheme.index), steps, listed).slice(
    0,
    block === null ? TOP : listed.length,
  );
  const blocks: Block[] = [
    {
      type: 'verdict',
      text: `Xếp hạng cải cách hành chính năm ${year}, ${where}: ${counts(steps, listed)}.`,
    },
    { type: 'table', header: ['', 'Đơn vị', 'Chỉ số', 'Hạng'], rows },
    ...(rows.length < listed.length
      ? [
          {
            type: 'text' as const,
            text: `Đang hiện ${rows.length} trong ${listed.length} đơn vị; chọn khối để xem đủ.`,
          },
        ]
      : []),
    ...(listed.some(({ simulated }) => simulated) ? [SIMULATED] : []),
  ];
  return { reply: { blocks, buttons: blockButtons(scheme, block, year) } };
}

async function latestPublished({ desk, province, at }: Ask): Promise<number | undefined> {
  const unitIds = (await listUnits(desk.db, { province })).map(({ id }) => id);
  const ranks = await readPublishedRanks(desk.db, {
    unitIds,
    dataDate: at.dataDate ?? civilDate(desk.now),
  });
  const years = [...ranks.values()].flatMap((ofUnit) => [...ofUnit.keys()]);
  return years.length === 0 ? undefined : Math.max(...years);
}

/** Rows with places by the scheme's own rule; units that are not ranked or without an index have none. */
function withPlaces(
  scheme: Scheme,
  indexFact: FactDefinition | undefined,
  steps: readonly string[],
  units: readonly RankedUnit[],
): string[][] {
  const placed = units.filter(({ published }) => hasStep(steps, published));
  const places = placesOf(
    placed.flatMap(({ ranked }) => ranked ?? []),
    scheme.ranking,
  );
  return units.map(({ unit, ranked, published }) => [
    String(places.get(unit.id) ?? '–'),
    unit.name,
    ranked === undefined ? '–' : indexFigure(indexFact, ranked.index, scheme.ranking.rounding),
    published?.rank ?? '–',
  ]);
}

function hasStep(steps: readonly string[], published: RankedUnit['published']): boolean {
  return published !== undefined && steps.includes(published.rank);
}

/** "12 TỐT, 9 KHÁ, 1 không xếp hạng", highest rank first. */
function counts(steps: readonly string[], units: readonly RankedUnit[]): string {
  const ranked = steps
    .toReversed()
    .map((rank) => ({ rank, count: units.filter(({ published }) => published?.rank === rank).length }));
  const unranked = units.filter(({ published }) => !hasStep(steps, published)).length;
  return [...ranked, { rank: UNRANKED, count: unranked }]
    .filter(({ count }) => count > 0)
    .map(({ rank, count }) => `${count} ${rank}`)
    .join(', ');
}

function blockButtons(scheme: Scheme, shown: string | null, year: number | null): Button[] {
  const label = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  return [...scheme.blocks.keys()]
    .filter((code) => code !== shown)
    .map((code) => ({ label: label(blockWords(scheme, code)), action: `ranking:${code}:${year ?? ''}` }));
}
