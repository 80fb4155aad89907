/** The words with which the name of a public body starts. */

export interface Head {
  /** Says nothing by itself ("sở", "huyện"), unlike "kho bạc" or "ban quản lý". */
  readonly broad: boolean;
  /** An office below the units that are ranked, or above them: its name never shortens to theirs. */
  readonly foreign: boolean;
  /** Rarely another word when typed without marks; "xa", "phong", "bo" often are. */
  readonly clear: boolean;
}

const BROAD: Head = { broad: true, foreign: false, clear: true };
const UNCLEAR: Head = { broad: true, foreign: false, clear: false };
const TELLING: Head = { broad: false, foreign: false, clear: true };
const FOREIGN: Head = { broad: true, foreign: true, clear: false };

export const HEADS: readonly (readonly [phrase: string, head: Head])[] = [
  ['sở', BROAD],
  ['cục', BROAD],
  ['ủy ban nhân dân', BROAD],
  ['ubnd', BROAD],
  ['ub', BROAD],
  ['huyện', BROAD],
  ['thị xã', BROAD],
  ['tx', BROAD],
  ['thành phố', BROAD],
  ['tp', BROAD],
  ['trường', BROAD],
  ['ban', UNCLEAR],
  ['quận', UNCLEAR],
  ['đài', UNCLEAR],
  ['ban quản lý', TELLING],
  ['ban ql', TELLING],
  ['bql', TELLING],
  ['ban quản lý dự án', TELLING],
  ['bqlda', TELLING],
  ['khu kinh tế', TELLING],
  ['kkt', TELLING],
  ['khu du lịch', TELLING],
  ['kdl', TELLING],
  ['khu công nghiệp', TELLING],
  ['kcn', TELLING],
  ['trường cao đẳng', TELLING],
  ['cao đẳng', TELLING],
  ['cđ', TELLING],
  ['trường đại học', TELLING],
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
  ['đài phát thanh', TELLING],
  ['đài truyền hình', TELLING],
  ['bộ', FOREIGN],
  ['tổng cục', FOREIGN],
  ['chi cục', { ...FOREIGN, clear: true }],
  ['chi nhánh', { ...FOREIGN, clear: true }],
  ['phòng', FOREIGN],
  ['trung tâm', { ...FOREIGN, clear: true }],
  ['bệnh viện', { ...FOREIGN, clear: true }],
  ['xã', FOREIGN],
  ['phường', FOREIGN],
  ['thị trấn', { ...FOREIGN, clear: true }],
  ['đặc khu', { ...FOREIGN, clear: true }],
];

/** District levels; people go on saying "huyện" of what has become a town. */
export const DISTRICT_LEVELS: readonly (readonly string[])[] = [
  ['thanh', 'pho'],
  ['thi', 'xa'],
  ['huyen'],
  ['quan'],
];
