import { describe, expect, it } from 'vitest';
import { write } from '../../db/database.ts';
import { recordUpdate, wasHandled } from '../../db/inbound.ts';
import { NOW, temporaryDatabase } from './support.ts';

describe('updates', () => {
  it('are recorded once per channel', async () => {
    const { db } = await temporaryDatabase();
    const record = (channel: string) => write(db, (tx) => recordUpdate(tx, channel, '77', NOW));
    expect([await record('telegram'), await record('telegram'), await record('zalo')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('count as handled only when their transaction ended well', async () => {
    const { db } = await temporaryDatabase();
    const failing = write(db, async (tx) => {
      await recordUpdate(tx, 'zalo', '77', NOW);
      throw new Error('power cut');
    });
    await expect(failing).rejects.toThrow('power cut');
    expect(await wasHandled(db, 'zalo', '77')).toBe(false);
    await write(db, (tx) => recordUpdate(tx, 'zalo', '77', NOW));
    expect(await wasHandled(db, 'zalo', '77')).toBe(true);
  });
});
