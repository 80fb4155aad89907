/** The words with which the name of a public body starts. */

export interface Head {
  /** Names nobody by itself ("sở", "huyện"), unlike "kho bạc" or "ban quản lý". */
  readonly broad: boolean;
  /** Rarely another word when typed without marks; "xa", "phong" and "ban" often are. */
  readonly clear: boolean;
}

const BROAD: Head = { broad: true, clear: true };
const UNCLEAR: Head = { broad: true, clear: false };
const TELLING: Head = { broad: false, clear: true };

/** With abbreviations as they are typed. A longer phrase counts before a shorter one. */
export const HEADS: readonly (readonly [phrase: string, head: Head])[] = [
  ['sở', BROAD],
  ['cục', BROAD],
  ['chi cục', BROAD],
  ['ủy ban nhân dân', BROAD],
  ['ủy ban', BROAD],
  ['ubnd', BROAD],
  ['ub', BROAD],
  ['unbd', BROAD],
  ['huyện', BROAD],
  ['thị xã', BROAD],
  ['tx', BROAD],
  ['thành phố', BROAD],
  ['tp', BROAD],
  ['trường', BROAD],
  ['trung tâm', BROAD],
  ['bệnh viện', BROAD],
  ['chi nhánh', BROAD],
  ['thị trấn', BROAD],
  ['đặc khu', BROAD],
  ['ban', UNCLEAR],
  ['bộ', BROAD],
  ['tổng cục', UNCLEAR],
  ['phòng', UNCLEAR],
  ['đài', { broad: false, clear: false }],
  ['quận', UNCLEAR],
  ['xã', UNCLEAR],
  ['phường', UNCLEAR],
  ['ban quản lý', TELLING],
  ['ban ql', TELLING],
  ['bql', TELLING],
  ['ban quản lý dự án', TELLING],
  ['ban qlda', TELLING],
  ['bqlda', TELLING],
  ['khu kinh tế', TELLING],
  ['kkt', TELLING],
  ['khu du lịch', TELLING],
  ['kdl', TELLING],
  ['khu công nghiệp', TELLING],
  ['kcn', TELLING],
  ['trường cao đẳng', TELLING],
  ['trường cđ', TELLING],
  ['cao đẳng', TELLING],
  ['cđ', TELLING],
  ['trường đại học', TELLING],
  ['trường đh', TELLING],
  ['đại học', TELLING],
  ['đh', TELLING],
  ['văn phòng', TELLING],
  ['vp', TELLING],
  ['thanh tra', TELLING],
  ['công an', TELLING],
  ['kho bạc', TELLING],
  ['ngân hàng', TELLING],
  ['bảo hiểm xã hội', TELLING],
  ['bhxh', TELLING],
];

/** Folded heads that a full name may go without: "Cao đẳng Y tế", "huyện Diên Khánh", "KKT Vân Phong". */
export const OPTIONAL_HEADS: readonly { readonly head: string; readonly before: readonly string[] }[] = [
  {
    head: 'uy ban nhan dan',
    before: ['huyen', 'thi xa', 'thanh pho', 'quan', 'xa', 'phuong', 'thi tran', 'dac khu'],
  },
  { head: 'truong', before: ['cao dang', 'dai hoc'] },
  { head: 'ban quan ly', before: ['khu', 'cac khu'] },
];

/** Folded heads after which the rest alone is a short name: "Tư pháp", "Hải quan", "Diên Khánh". */
export const DROPPED_HEADS: readonly string[] = ['so', 'ban', 'cuc', 'dai'];

/** Folded district levels. Of what has become a town, people go on saying "huyện". */
export const DISTRICT_LEVELS: readonly string[] = ['huyen', 'thi xa', 'thanh pho', 'quan'];
export const COMMUNE_LEVELS: readonly string[] = ['xa', 'phuong', 'thi tran', 'dac khu'];
