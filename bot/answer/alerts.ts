/** "Có cảnh báo gì không?" */
import { type Alert, readAlerts } from '../../db/alerts.ts';
import type { Unit } from '../../db/units.ts';
import { civilDate } from '../../engine/model/dates.ts';
import { isValidOn } from '../../engine/model/lineage.ts';
import { decideUnit, type UnitDecision } from '../decisions.ts';
import { notice } from '../notice.ts';
import type { Block } from '../reply.ts';
import { mayKnow } from '../rights.ts';
import type { Ask, Told } from './ask.ts';
import { noMoreOf } from './ended.ts';
import { warningSentences } from './figures.ts';
import { simulatedNote } from './phrases.ts';

/** Units listed at first sight. */
const MOST = 6;
const MOST_BUTTONS = 4;

export async function alerts(ask: Ask): Promise<Told> {
  const { desk, caller, block } = ask;
  const visible = (ask.units.length > 0 ? ask.units : ask.directory).filter(
    (unit) =>
      isValidOn(unit, civilDate(desk.now)) &&
      mayKnow(caller, unit) &&
      (block === null || unit.block === block),
  );
  const [asked] = ask.units;
  const [only, ...others] = visible;
  const ended = only === undefined && asked !== undefined ? await noMoreOf(desk, asked) : undefined;
  if (ended !== undefined) return ended;
  if (only === undefined) {
    return {
      reply: notice('Chưa có thông tin cảnh báo. Xin liên kết tài khoản để xem cảnh báo của đơn vị mình.'),
      refused: true,
    };
  }
  const ofYear = await firingOf(ask, visible);
  if (ofYear === undefined) {
    return {
      reply: notice(`Hiện không có cảnh báo nào đối với ${others.length === 0 ? only.name : 'các đơn vị'}.`),
    };
  }
  const byUnit = [...Map.groupBy(ofYear.alerts, ({ unitId }) => unitId)].sort(
    ([, a], [, b]) => weight(b) - weight(a),
  );
  const shown = byUnit.slice(0, MOST).flatMap(([unitId, ofUnit]) => {
    const unit = visible.find(({ id }) => id === unitId);
    return unit === undefined ? [] : [{ unit, ofUnit }];
  });
  const decisions: UnitDecision[] = [];
  for (const { unit } of shown) decisions.push(await decideUnit(desk, unit, ofYear.year));
  const fired = byUnit.filter(([, ofUnit]) => ofUnit.some(({ severity }) => severity === 'fired')).length;
  const counts = `${fired} đã chạm ngưỡng, ${byUnit.length - fired} sắp chạm ngưỡng`;
  const blocks: Block[] = [
    { type: 'verdict', text: `Năm ${ofYear.year}: ${byUnit.length} đơn vị đang có cảnh báo (${counts}).` },
    { type: 'list', items: shown.flatMap(({ ofUnit }, index) => describe(ask, decisions[index], ofUnit)) },
    ...(byUnit.length > shown.length
      ? [{ type: 'text' as const, text: `Còn ${byUnit.length - shown.length} đơn vị khác.` }]
      : []),
    ...simulatedNote(...decisions),
  ];
  const buttons = shown
    .slice(0, MOST_BUTTONS)
    .map(({ unit }) => ({ label: unit.name, action: `status:${unit.id}:${ofYear.year}` }));
  return { reply: { blocks, buttons }, decisions };
}

/** The warnings of the year asked, or of the latest year that has some; undefined when there are none. */
async function firingOf(
  { desk, year }: Ask,
  units: readonly Unit[],
): Promise<{ readonly year: number; readonly alerts: readonly Alert[] } | undefined> {
  const unitIds = units.map(({ id }) => id);
  const all = await readAlerts(desk.db, { unitIds, ...(year === null ? {} : { years: [year] }) });
  // A rule that is gone can be told of no more; its warnings are resolved when the figures are next reviewed.
  const rules = new Set(desk.ruleSet.rules.map(({ id }) => id));
  const firing = all.filter(({ state, ruleId }) => state === 'firing' && rules.has(ruleId));
  if (firing.length === 0) return undefined;
  const latest = Math.max(...firing.map((alert) => alert.year));
  return { year: latest, alerts: firing.filter((alert) => alert.year === latest) };
}

function weight(ofUnit: readonly Alert[]): number {
  return ofUnit.reduce((sum, { severity }) => sum + (severity === 'fired' ? 100 : 1), 0);
}

/** The unit and what gave its warnings, a sentence a fact; nothing where no rule in force gives any. */
function describe({ desk }: Ask, of: UnitDecision | undefined, ofUnit: readonly Alert[]): string[] {
  if (of === undefined) return [];
  const signals = ofUnit.flatMap(({ ruleId, severity }) => {
    const outcome = of.decision.rules.find(({ rule }) => rule.id === ruleId);
    return outcome === undefined ? [] : [{ outcome, severity }];
  });
  const text = warningSentences(desk.ruleSet, of, signals).join(' ');
  return text === '' ? [] : [`${of.unit.name}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`];
}
