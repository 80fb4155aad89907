import { describe, expect, it } from 'vitest';
import { isSimulatedTitle, simulatedTitle } from '../../../db/simulate/title.ts';

describe('the title of a simulated file', () => {
  it('says the seed and the day, and is known again', () => {
    expect(simulatedTitle(7, '2026-10-31')).toBe('SỐ LIỆU MÔ PHỎNG – hạt giống 7 – tính đến ngày 31/10/2026');
    expect(isSimulatedTitle(simulatedTitle(-3, '2026-01-01'))).toBe(true);
  });

  it('is known in any case, decomposed, without marks, and behind a byte-order mark', () => {
    expect(isSimulatedTitle('Số liệu mô phỏng năm 2026'.normalize('NFD'))).toBe(true);
    expect(isSimulatedTitle('\uFEFF so lieu MO PHONG')).toBe(true);
  });

  it('is nothing that a real export would be called', () => {
    for (const title of ['', 'SỐ LIỆU HỒ SƠ THÁNG 10', 'Mã hồ sơ', 'Báo cáo số liệu mô phỏng'])
      expect(isSimulatedTitle(title)).toBe(false);
  });
});
