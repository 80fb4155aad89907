import { describe, expect, it } from 'vitest';
import { mergedProvinceWords } from '../../../bot/understand/merged-provinces.ts';

describe('a province that went into another in 2025', () => {
  it.each([
    ['Ninh Thuận', 'tỉnh Khánh Hòa'],
    ['tỉnh Ninh Thuận', 'tỉnh Khánh Hòa'],
    ['ba ria vung tau', 'Thành phố Hồ Chí Minh'],
    ['Đắk Nông', 'tỉnh Lâm Đồng'],
  ])('%s is told with the one that it is part of', (words, into) => {
    expect(mergedProvinceWords(words)).toContain(`vào ${into} mới theo Nghị quyết 202/2025/QH15`);
  });

  it.each(['Khánh Hòa', 'Hà Nội', 'Sở Tư pháp', ''])('%j is none', (words) => {
    expect(mergedProvinceWords(words)).toBeUndefined();
  });
});
