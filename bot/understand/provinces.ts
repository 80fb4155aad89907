/** Provinces in a question: "Sở Tư pháp Đắk Nông" is not the Sở Tư pháp of another province. */
import { fold } from '../../engine/model/text.ts';
import { PhraseMap } from './phrases.ts';
import type { Token } from './tokens.ts';

/** Provinces and centrally run cities before the mergers of 2025; every later name is one of these. */
const NAMES: readonly string[] = [
  'An Giang',
  'Bà Rịa - Vũng Tàu',
  'Bạc Liêu',
  'Bắc Giang',
  'Bắc Kạn',
  'Bắc Ninh',
  'Bến Tre',
  'Bình Dương',
  'Bình Định',
  'Bình Phước',
  'Bình Thuận',
  'Cà Mau',
  'Cao Bằng',
  'Cần Thơ',
  'Đà Nẵng',
  'Đắk Lắk',
  'Đắk Nông',
  'Điện Biên',
  'Đồng Nai',
  'Đồng Tháp',
  'Gia Lai',
  'Hà Giang',
  'Hà Nam',
  'Hà Nội',
  'Hà Tĩnh',
  'Hải Dương',
  'Hải Phòng',
  'Hậu Giang',
  'Hòa Bình',
  'Hồ Chí Minh',
  'Hưng Yên',
  'Khánh Hòa',
  'Kiên Giang',
  'Kon Tum',
  'Lai Châu',
  'Lạng Sơn',
  'Lào Cai',
  'Lâm Đồng',
  'Long An',
  'Nam Định',
  'Nghệ An',
  'Ninh Bình',
  'Ninh Thuận',
  'Phú Thọ',
  'Phú Yên',
  'Quảng Bình',
  'Quảng Nam',
  'Quảng Ngãi',
  'Quảng Ninh',
  'Quảng Trị',
  'Sóc Trăng',
  'Sơn La',
  'Tây Ninh',
  'Thái Bình',
  'Thái Nguyên',
  'Thanh Hóa',
  'Thừa Thiên Huế',
  'Tiền Giang',
  'Trà Vinh',
  'Tuyên Quang',
  'Vĩnh Long',
  'Vĩnh Phúc',
  'Yên Bái',
  'HCM',
  'Vũng Tàu',
  'Huế',
];

export interface NamedProvince {
  /** The token after the name. */
  readonly end: number;
  /** Folded: "khanh hoa". */
  readonly province: string;
}

const PROVINCES = new PhraseMap(NAMES.map((name): [string, string] => [name, fold(name)]));
/** "Khánh Hòa" of "khanh-hoa"; the code itself where no province is called so. */
export function provinceName(code: string): string {
  return NAMES.find((name) => fold(name) === fold(code)) ?? code;
}

const KIND = new PhraseMap(['tỉnh', 'thành phố', 'TP'].map((kind) => [kind, true]));
const OF = new PhraseMap(['của', 'ở', 'tại', 'thuộc'].map((word) => [word, true]));
/** "dien bien" without marks rather means "diễn biến". */
const EQUIVOCAL = new Set(['dien bien']);

/** The province named at a token, with or without "tỉnh" before. */
export function provinceAt(tokens: readonly Token[], start: number): NamedProvince | undefined {
  const nameStart = start + (KIND.at(tokens, start)?.length ?? 0);
  const name = PROVINCES.at(tokens, nameStart);
  if (name === undefined) return undefined;
  const end = nameStart + name.length;
  const doubtful = nameStart === start && EQUIVOCAL.has(name.value);
  if (doubtful && !tokens.slice(nameStart, end).some(({ hasMarks }) => hasMarks)) return undefined;
  return { end, province: name.value };
}

/** The province that a unit's name is followed by: "… Đắk Nông", "… của tỉnh Đắk Nông". */
export function provinceAfter(tokens: readonly Token[], end: number): NamedProvince | undefined {
  if (tokens[end]?.gap !== 'space') return undefined;
  return provinceAt(tokens, end + (OF.at(tokens, end)?.length ?? 0));
}
