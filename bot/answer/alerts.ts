/** "Có cảnh báo gì không?" */
import { type Alert, readAlerts } from '../../db/alerts.ts';
import type { Unit } from '../../db/units.ts';
import { decideUnit, type UnitDecision } from '../decisions.ts';
import { notice } from '../notice.ts';
import type { Block } from '../reply.ts';
import { mayKnow } from '../rights.ts';
import type { Ask, Told } from './ask.ts';
import { warningSentences } from './figures.ts';
import { SIMULATED } from './phrases.ts';

/** Units listed at first sight. */
const MOST = 6;

export async function alerts(ask: Ask): Promise<Told> {
  const { desk, caller } = ask;
  const visible = (ask.units.length > 0 ? ask.units : ask.directory).filter((unit) => mayKnow(caller, unit));
  if (visible.length === 0)
    return {
      reply: notice('Chưa có thông tin cảnh báo. Xin liên kết tài khoản để xem cảnh báo của đơn vị mình.'),
      refused: true,
    };
  const firing = (await readAlerts(desk.db, { unitIds: visible.map(({ id }) => id) })).filter(
    ({ state }) => state === 'firing',
  );
  const byUnit = Map.groupBy(firing, ({ unitId }) => unitId);
  const [only, ...others] = visible;
  const whose = others.length === 0 ? (only?.name ?? '') : 'các đơn vị';
  if (byUnit.size === 0) return { reply: notice(`Hiện không có cảnh báo nào đối với ${whose}.`) };
  const worstFirst = [...byUnit].sort(([, a], [, b]) => weight(b) - weight(a));
  const decisions: UnitDecision[] = [];
  const items: string[] = [];
  for (const [unitId, ofUnit] of worstFirst.slice(0, MOST)) {
    const unit = visible.find(({ id }) => id === unitId);
    if (unit === undefined) continue;
    const told = await describe(ask, unit, ofUnit);
    decisions.push(...told.decisions);
    items.push(`${unit.name}: ${told.text.charAt(0).toLowerCase()}${told.text.slice(1)}`);
  }
  const fired = worstFirst.filter(([, ofUnit]) => ofUnit.some(({ severity }) => severity === 'fired')).length;
  const blocks: Block[] = [
    {
      type: 'verdict',
      text: `${byUnit.size} đơn vị đang có cảnh báo: ${fired} đã chạm ngưỡng, ${byUnit.size - fired} sắp chạm ngưỡng.`,
    },
    { type: 'list', items },
    ...(byUnit.size > items.length
      ? [{ type: 'text' as const, text: `Còn ${byUnit.size - items.length} đơn vị khác.` }]
      : []),
    ...(decisions.some(({ context }) => context.simulated) ? [SIMULATED] : []),
  ];
  const buttons = worstFirst.slice(0, 4).flatMap(([unitId, [first]]) => {
    const unit = visible.find(({ id }) => id === unitId);
    return unit === undefined || first === undefined
      ? []
      : [{ label: unit.name, action: `status:${unitId}:${first.year}` }];
  });
  return { reply: { blocks, buttons }, receipts: decisions.map(({ decision }) => decision.receipt) };
}

function weight(ofUnit: readonly Alert[]): number {
  return ofUnit.reduce((sum, { severity }) => sum + (severity === 'fired' ? 100 : 1), 0);
}

/** What gave the warnings, a sentence a fact. */
async function describe(
  { desk }: Ask,
  unit: Unit,
  ofUnit: readonly Alert[],
): Promise<{ text: string; decisions: UnitDecision[] }> {
  const decisions: UnitDecision[] = [];
  const sentences: string[] = [];
  for (const [year, ofYear] of Map.groupBy(ofUnit, (alert) => alert.year)) {
    const of = await decideUnit(desk, unit, year);
    decisions.push(of);
    const signals = ofYear.flatMap(({ ruleId, severity }) => {
      const outcome = of.decision.rules.find(({ rule }) => rule.id === ruleId);
      return outcome === undefined ? [] : [{ outcome, severity }];
    });
    sentences.push(...warningSentences(desk.ruleSet, of, signals));
  }
  return { text: sentences.join(' '), decisions };
}
