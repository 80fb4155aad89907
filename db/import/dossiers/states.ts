/** Where a dossier stands, in the words of one-stop systems. */
import { DOSSIER_STATES, type DossierState } from '../../../engine/model/dossier.ts';
import { fold } from '../../../engine/model/text.ts';

const WORDS: Readonly<Record<DossierState, readonly string[]>> = {
  open: [
    'Đang xử lý',
    'Đang giải quyết',
    'Đang thực hiện',
    'Đang thụ lý',
    'Chờ xử lý',
    'Chờ giải quyết',
    'Chờ tiếp nhận',
    'Mới tiếp nhận',
    'Đã tiếp nhận',
    'Tiếp nhận',
    'Mới đăng ký',
    'Chờ thẩm định',
    'Chờ phê duyệt',
    'Chưa giải quyết',
    'Quá hạn',
    'Đang xử lý trong hạn',
    'Đang xử lý quá hạn',
  ],
  paused: [
    'Tạm dừng',
    'Tạm dừng xử lý',
    'Dừng tính hạn',
    'Thực hiện nghĩa vụ tài chính',
    'Chờ thực hiện nghĩa vụ tài chính',
  ],
  supplement: [
    'Chờ bổ sung',
    'Yêu cầu bổ sung',
    'Bổ sung hồ sơ',
    'Chờ bổ sung hồ sơ',
    'Yêu cầu bổ sung hồ sơ',
    'Chờ công dân bổ sung',
  ],
  returned: [
    'Đã trả kết quả',
    'Đã trả',
    'Trả kết quả',
    'Đã giải quyết',
    'Đã hoàn thành',
    'Hoàn thành',
    'Đã xử lý',
    'Đã xử lý xong',
    'Xử lý xong',
    'Có kết quả',
    'Đã có kết quả',
    'Chờ trả kết quả',
    'Đã kết thúc',
    'Kết thúc',
    'Trả đúng hạn',
    'Trả trễ hạn',
    'Đã trả đúng hạn',
    'Đã trả trễ hạn',
    'Đã trả sớm hạn',
    'Đã trả kết quả đúng hạn',
    'Đã trả kết quả trễ hạn',
  ],
  refused: [
    'Từ chối',
    'Từ chối giải quyết',
    'Không giải quyết',
    'Không đủ điều kiện',
    'Trả lại',
    'Trả hồ sơ',
    'Hồ sơ không hợp lệ',
    'Từ chối tiếp nhận',
  ],
  withdrawn: [
    'Đã rút',
    'Rút hồ sơ',
    'Công dân rút hồ sơ',
    'Đã hủy',
    'Hủy hồ sơ',
    'Hủy',
    'Công dân yêu cầu rút',
  ],
};

const BY_WORD: ReadonlyMap<string, DossierState> = new Map(
  Object.values(DOSSIER_STATES).flatMap((state) =>
    WORDS[state].map((word): [string, DossierState] => [fold(word), state]),
  ),
);

/** The words that templates and remedies name. */
export const STATE_WORDS = Object.values(DOSSIER_STATES).map((state) => WORDS[state][0] ?? '');
/** Every word known, for offering the nearest. */
export const KNOWN_STATE_WORDS = Object.values(WORDS).flat();

/** @param own words of the source, with the state in ours */
export function parseState(text: string, own: Readonly<Record<string, string>>): DossierState | undefined {
  const folded = fold(text);
  const declared = Object.entries(own).findLast(([word]) => fold(word) === folded)?.[1];
  return BY_WORD.get(declared === undefined ? folded : fold(declared));
}
