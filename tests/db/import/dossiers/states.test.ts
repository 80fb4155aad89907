import { describe, expect, it } from 'vitest';
import { KNOWN_STATE_WORDS, parseState, STATE_WORDS } from '../../../../db/import/dossiers/states.ts';
import { DOSSIER_STATE_CODES } from '../../../../engine/model/dossier.ts';
import { fold } from '../../../../engine/model/text.ts';

describe('a state', () => {
  it.each([
    ['Đang xử lý', 'open'],
    ['Quá hạn', 'open'],
    ['Chờ phê duyệt', 'open'],
    ['Tạm dừng', 'paused'],
    ['Chờ thực hiện nghĩa vụ tài chính', 'paused'],
    ['Yêu cầu bổ sung hồ sơ', 'supplement'],
    ['Đã trả kết quả', 'returned'],
    ['Chờ trả kết quả', 'returned'],
    ['Đã trả trễ hạn', 'returned'],
    ['Từ chối giải quyết', 'refused'],
    ['Trả lại', 'refused'],
    ['Công dân rút hồ sơ', 'withdrawn'],
    ['Hủy', 'withdrawn'],
  ])('%j is read', (word, state) => {
    expect(parseState(word, {})).toBe(state);
  });

  it('is read without marks, in capitals, decomposed, with the other place of the tone and with stray punctuation', () => {
    for (const word of KNOWN_STATE_WORDS)
      for (const spelt of [
        fold(word),
        word.toUpperCase(),
        word.normalize('NFD'),
        ` ${word}. `,
        word.replaceAll(' ', '  '),
      ])
        expect([spelt, parseState(spelt, {})]).toEqual([spelt, parseState(word, {})]);
    expect(parseState('Huỷ hồ sơ', {})).toBe('withdrawn');
  });

  it('has one meaning a word, and words for every state', () => {
    const meanings = KNOWN_STATE_WORDS.map((word) => parseState(word, {}));
    expect(new Set(meanings)).toEqual(new Set(DOSSIER_STATE_CODES));
    expect(new Set(KNOWN_STATE_WORDS.map(fold)).size).toBe(KNOWN_STATE_WORDS.length);
    expect(STATE_WORDS.map((word) => parseState(word, {}))).toEqual(DOSSIER_STATE_CODES);
  });

  it('is not guessed from a word that is only like one, or from none', () => {
    for (const word of ['Đã trả kết', 'Trả', 'Xong', 'Đang', '', '-', 'đã trả kết quả rồi'])
      expect([word, parseState(word, {})]).toEqual([word, undefined]);
  });

  it('may be a word of the source, which goes before the common ones', () => {
    const own = { 'Bị hoãn': 'Tạm dừng', 'Trả hồ sơ': 'Đã trả kết quả' };
    expect(parseState('BỊ HOÃN', own)).toBe('paused');
    expect(parseState('trả hồ sơ', own)).toBe('returned');
    expect(parseState('Từ chối', own)).toBe('refused');
  });

  it('that was said again in another spelling is the last one said', () => {
    expect(parseState('Bị hoãn', { 'Bị hoãn': 'Tạm dừng', 'BỊ HOÃN': 'Đang xử lý' })).toBe('open');
  });
});
