import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import { loadRuleSet } from '../../../engine/language/load.ts';

const COUNT = '    loại: số đếm\n    áp dụng cho: đơn vị\n    nơi cung cấp: Sở Nội vụ\n';

function read(sample: string) {
  const text = `dữ kiện:\n  số phiếu:\n${COUNT}  số phiếu cần:\n${COUNT}  hài lòng:\n    loại: tỷ lệ\n${sample}    áp dụng cho: đơn vị\n    nơi cung cấp: Sở Nội vụ\n`;
  const loaded = loadRuleSet([{ path: 'rules/facts.yaml', text }]);
  return {
    sample: loaded.ok ? loaded.ruleSet.facts.get('hài lòng')?.sample : undefined,
    told: loaded.diagnostics.map(formatDiagnostic).join('\n'),
  };
}

describe('the sample of a survey', () => {
  it('is two facts: how many answered and how many must', () => {
    const { sample } = read('    cỡ mẫu: số phiếu\n    cỡ mẫu tối thiểu: số phiếu cần\n');
    expect(sample).toEqual({ size: 'số phiếu', least: 'số phiếu cần' });
    expect(read('').sample).toBeUndefined();
  });

  it('is refused by halves', () => {
    expect(read('    cỡ mẫu: số phiếu\n').told).toContain('chỉ ghi một trong hai: cỡ mẫu, cỡ mẫu tối thiểu');
  });

  it('is refused where the facts are not declared', () => {
    const { told } = read('    cỡ mẫu: số phiếu\n    cỡ mẫu tối thiểu: số phiếu lạ\n');
    expect(told).toContain('không có dữ kiện "số phiếu lạ"');
  });
});
