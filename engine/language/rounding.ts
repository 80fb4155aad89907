/** How a value is rounded, in the words of the documents. */
import type { Rounding } from '../model/calculation.ts';
import { parseCount } from './numbers.ts';
import { plain } from './phrases.ts';
import type { Path, Source } from './source.ts';

/** Names of powers of ten. */
const POWERS: Readonly<Record<string, number>> = { 'đơn vị': 0, chục: 1, trăm: 2, nghìn: 3, triệu: 6, tỷ: 9 };

/** "2 chữ số thập phân", "xuống đến nghìn đồng", "đến hàng đơn vị"; `unit` is that of the fact. */
export function parseRounding(
  source: Source,
  path: Path,
  text: string | undefined,
  unit: string,
): Rounding | undefined {
  if (text === undefined) return undefined;
  const [, way, rest = ''] = /^(?:(xuống|lên) ?)?(?:đến |còn )?(.*)$/u.exec(plain(text)) ?? [];
  const mode = way === 'xuống' ? 'down' : way === 'lên' ? 'up' : 'nearest';
  const digits = parseCount(/^(\S+) chữ số(?: thập phân| sau dấu phẩy)+$/u.exec(rest)?.[1] ?? '');
  const power = POWERS[/^(?:hàng )?(\S+(?: vị)?)(?: đồng)?$/u.exec(rest)?.[1] ?? ''];
  // "nghìn đồng" of a fact in millions is the third place behind the comma.
  const ofUnit = POWERS[/^(\S+) đồng$/u.exec(unit.toLowerCase())?.[1] ?? ''] ?? 0;
  const places = digits ?? (rest === 'số nguyên' ? 0 : power === undefined ? undefined : ofUnit - power);
  if (places !== undefined && Math.abs(places) <= 10) return { places, mode };
  source.report(
    'KC-005',
    path,
    `không hiểu cách làm tròn "${text}"`,
    'ví dụ: 2 chữ số thập phân; đến hàng đơn vị; xuống đến nghìn đồng',
  );
  return undefined;
}
