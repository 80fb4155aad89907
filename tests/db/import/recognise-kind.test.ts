import { describe, expect, it } from 'vitest';
import { FILE_KINDS, TEMPLATES } from '../../../bot/load-templates.ts';
import { recogniseKind } from '../../../db/import/recognise-kind.ts';
import { FACTS } from '../support.ts';

describe('the kind of a file', () => {
  it.each(FILE_KINDS)('%s is recognised by the headings of its template', (kind) => {
    expect(recogniseKind(TEMPLATES[kind].header, FACTS)).toBe(kind);
  });

  it.each([
    ['in any order and case', ['TRỄ HẠN', 'ghi chú', 'tháng', 'Cơ quan'], 'figures'],
    ['without a figure', ['Đơn vị', 'Kỳ', 'Họ tên'], undefined],
    ['of nothing known', ['Họ tên', 'Tuổi'], undefined],
    ['of nothing', [], undefined],
  ])('%s', (_, headings, kind) => {
    expect(recogniseKind(headings, FACTS)).toBe(kind);
  });
});
