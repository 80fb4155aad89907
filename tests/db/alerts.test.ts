import { describe, expect, it } from 'vitest';
import { type Alert, readAlerts, saveAlerts } from '../../db/alerts.ts';
import { write } from '../../db/database.ts';
import { databaseWithUnits } from './support.ts';

function alert(changes: Partial<Alert> = {}): Alert {
  return {
    ruleId: 'kl/khong-xep-tot',
    unitId: 'a',
    year: 2026,
    severity: 'near',
    state: 'firing',
    since: '2026-04-01T00:00:00.000Z',
    updatedAt: '2026-04-01T00:00:00.000Z',
    ...changes,
  };
}

describe('alert states', () => {
  it('a later state takes the place of the one before, rule by rule, unit by unit, year by year', async () => {
    const { db } = await databaseWithUnits('a', 'b');
    const others = [alert({ ruleId: 'kl/xem-xet' }), alert({ unitId: 'b' }), alert({ year: 2025 })];
    await write(db, (tx) => saveAlerts(tx, [alert(), ...others]));
    const fired = alert({
      severity: 'fired',
      since: '2026-05-01',
      updatedAt: '2026-06-01',
      state: 'resolved',
    });
    await write(db, (tx) => saveAlerts(tx, [fired]));
    const stored = await readAlerts(db);
    expect(stored).toHaveLength(4);
    expect(stored).toEqual(expect.arrayContaining([fired, ...others]));
  });

  it('are read for some units and years', async () => {
    const { db } = await databaseWithUnits('a', 'b');
    await write(db, (tx) => saveAlerts(tx, [alert(), alert({ unitId: 'b' }), alert({ year: 2025 })]));
    expect(await readAlerts(db, { unitIds: ['a'], years: [2026] })).toEqual([alert()]);
    expect(await readAlerts(db, { unitIds: [] })).toEqual([]);
    expect(await readAlerts(db, { years: [2025, 2026] })).toHaveLength(3);
  });

  it('are not written when their transaction fails', async () => {
    const { db } = await databaseWithUnits('a');
    const failing = write(db, async (tx) => {
      await saveAlerts(tx, [alert()]);
      expect(await readAlerts(tx)).toHaveLength(1);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await readAlerts(db)).toEqual([]);
  });
});
