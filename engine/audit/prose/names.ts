/** Lists of names in prose: how many they are, though names hold commas and "và" themselves. */
import { fold } from '../../model/text.ts';

/** Names of departments and the like that hold "và" or a comma, as provinces everywhere use them. */
const COMPOUND = [
  'Văn hóa, Thể thao và Du lịch',
  'Văn hóa và Thể thao',
  'Văn hóa, Thể thao',
  'Lao động, Thương binh và Xã hội',
  'Lao động - Thương binh và Xã hội',
  'Lao động – Thương binh và Xã hội',
  'Thông tin và Truyền thông',
  'Khoa học và Công nghệ',
  'Giáo dục và Đào tạo',
  'Kế hoạch và Đầu tư',
  'Tài nguyên và Môi trường',
  'Nông nghiệp và Phát triển nông thôn',
  'Nông nghiệp và PTNT',
  'Dân dụng và Công nghiệp',
  'Văn hóa và Thông tin',
  'Nông nghiệp và Môi trường',
  'Dân tộc và Tôn giáo',
];

/** Counts the names in a list, or gives undefined when the text is none. */
export function namesIn(text: string, known: readonly string[]): number | undefined {
  let rest = ` ${text.replaceAll('*', '')} `;
  const long = [...known, ...COMPOUND]
    .filter((name) => /,|\svà\s|;| - /u.test(name))
    .toSorted((a, b) => b.length - a.length);
  for (const name of long) rest = rest.replaceAll(new RegExp(escaped(name), 'giu'), 'Tên');
  rest = rest.replaceAll(/\([^()]*\)/gu, '');
  const pieces = rest
    .split(/[,;]|\svà\s/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  if (pieces.some((piece) => !isName(piece))) return undefined;
  return pieces.length === 0 ? undefined : pieces.length;
}

/** A name holds a capital and no number, and is no sentence. */
function isName(piece: string): boolean {
  const bare = piece.replace(/^(?:các|gồm|là|và|huyện|thị xã|thành phố|sở|trừ)(?=[:\s])[:\s]*/iu, '');
  return (
    /\p{Lu}/u.test(piece) &&
    !/\d/u.test(piece) &&
    !/\.\.\.|…/u.test(piece) &&
    bare.split(/\s+/u).length <= 20 &&
    !VERBS.test(fold(piece))
  );
}

const VERBS = /\b(?:khong|chua|duoc|bi|da|co|do|dat|tang|giam|so voi|thuc hien|nguyen nhan|vi)\b/;

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
