/** Every single change of what a late rate is made of. When a dossier counts as late no case can notice: it gives counts. */
import { declarationOf, LATE_OVER, type LateDeclaration, type LateOver } from '../model/late.ts';
import type { Change } from './change.ts';

export function lateChanges(declared: LateDeclaration): Change<LateDeclaration>[] {
  const others = (Object.keys(LATE_OVER) as LateOver[]).filter((over) => over !== declared.over);
  const overs = others.map((over) => ({
    to: declarationOf({ ...declared, over }),
    change: `mẫu số: ${declared.over} → ${over}`,
    why: 'Chưa có trường hợp nào cho thấy đúng mẫu số này.',
  }));
  if (declared.counting.by === 'due') return overs;
  const words = (isCounted: boolean): string => (isCounted ? 'có' : 'không');
  const { withOverdue } = declared;
  return [
    ...overs,
    {
      to: declarationOf({ ...declared, withOverdue: !withOverdue }),
      change: `tính cả hồ sơ quá hạn chưa trả: ${words(withOverdue)} → ${words(!withOverdue)}`,
      why: 'Chưa có trường hợp nào có hồ sơ quá hạn chưa trả.',
    },
  ];
}
