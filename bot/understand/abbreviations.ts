/** Abbreviations that stand for words inside the names of bodies; initials of whole names are derived instead. */
import { fold } from '../../engine/model/text.ts';

const ABBREVIATIONS: Readonly<Record<string, string>> = {
  S: 'sở',
  UBND: 'ủy ban nhân dân',
  UB: 'ủy ban nhân dân',
  /** Its commonest slip. */
  UNBD: 'ủy ban nhân dân',
  TP: 'thành phố',
  TX: 'thị xã',
  H: 'huyện',
  Q: 'quận',
  P: 'phường',
  VP: 'văn phòng',
  VPUB: 'văn phòng ủy ban nhân dân',
  BQL: 'ban quản lý',
  BQLDA: 'ban quản lý dự án',
  QL: 'quản lý',
  QLDA: 'quản lý dự án',
  DA: 'dự án',
  ĐTXD: 'đầu tư xây dựng',
  KKT: 'khu kinh tế',
  KCN: 'khu công nghiệp',
  KDL: 'khu du lịch',
  TBXH: 'thương binh xã hội',
  PTNT: 'phát triển nông thôn',
  PTTH: 'phát thanh truyền hình',
  CĐ: 'cao đẳng',
  ĐH: 'đại học',
  BHXH: 'bảo hiểm xã hội',
  KBNN: 'kho bạc nhà nước',
  NHNN: 'ngân hàng nhà nước',
};

const WORDS = new Map(
  Object.entries(ABBREVIATIONS).map(([short, long]) => [fold(short), fold(long).split(' ')]),
);

/** Left out of names and questions alike: "Lao động - Thương binh và Xã hội" is said with and without. */
export const CONJUNCTION = 'va';

/** The folded words that a folded word stands for; itself when it is no abbreviation, none for "và". */
export function expand(folded: string): readonly string[] {
  if (folded === CONJUNCTION) return [];
  return WORDS.get(folded) ?? [folded];
}
