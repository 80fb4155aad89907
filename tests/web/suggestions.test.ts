import { describe, expect, it } from 'vitest';
import { answer } from '../../bot/answer/answer.ts';
import { SUGGESTIONS } from '../../web/pages/chat.ts';
import { sampleDesk } from '../support/sample.ts';

const { desk } = sampleDesk();

describe('the questions that the page suggests', () => {
  it.each(SUGGESTIONS)('%s', async (text) => {
    const given = await answer(await desk(), { role: 'lanh-dao-tinh' }, { text });
    expect(given).toMatchObject({ refused: false, ambiguous: [] });
    expect(given.intent).not.toBe('unknown');
    expect(given.reply.blocks.length).toBeGreaterThan(1);
  });
});
