import { describe, expect, it } from 'vitest';
import { readDates } from '../../../bot/understand/dates.ts';

describe('the dates of a question', () => {
  it.each([
    ['Sở Tư pháp xếp hạng gì theo số liệu đến ngày 31/10/2026?', { dataDate: '2026-10-31' }],
    ['theo số liệu biết đến hết ngày 1/9/2026 thì Sở Y tế ra sao', { dataDate: '2026-09-01' }],
    ['so lieu den 31-10-2026 cua STP', { dataDate: '2026-10-31' }],
    ['Sở Tư pháp theo quy định tại ngày 01/01/2026', { lawDate: '2026-01-01' }],
    ['xét theo quy định có hiệu lực ngày 1.1.2022: Sở Y tế', { lawDate: '2022-01-01' }],
    [
      'Sở Y tế theo quy định tại ngày 01/01/2022 và số liệu đến ngày 31/10/2026',
      { lawDate: '2022-01-01', dataDate: '2026-10-31' },
    ],
    ['Sở Y tế đến ngày 31/10/2026', {}],
    ['theo quy định hiện hành', {}],
    ['theo số liệu đến ngày 31/02/2026', {}],
    ['số liệu năm 2026', {}],
  ])('of "%s"', (text, dates) => {
    expect(readDates(text).dates).toEqual(dates);
  });

  it('are taken out with the words that say them, and nothing else is', () => {
    expect(readDates('Sở Tư pháp theo số liệu đến ngày 31/10/2026 xếp hạng gì').rest).toBe(
      'Sở Tư pháp ,  xếp hạng gì',
    );
    expect(readDates('theo số liệu đến ngày 31/02/2026').rest).toBe('theo số liệu đến ngày 31/02/2026');
  });
});
