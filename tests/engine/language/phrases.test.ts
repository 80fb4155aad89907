import { describe, expect, it } from 'vitest';
import { figuresIn, parseFigure } from '../../../engine/language/phrases.ts';
import { parseStep, stepsIn } from '../../../engine/language/steps.ts';
import type { Interval } from '../../../engine/model/interval.ts';
import { ratio } from '../../../engine/model/ratio.ts';

const percent = (whole: number) => ratio(whole, 100);
const from = (whole: number): Interval => ({ low: percent(whole), lowOpen: false });
const above = (whole: number): Interval => ({ low: percent(whole), lowOpen: true });
const upTo = (whole: number): Interval => ({ high: percent(whole), highOpen: false });
const below = (whole: number): Interval => ({ high: percent(whole), highOpen: true });

describe('a comparison as a regulation writes it', () => {
  it.each<[string, Interval]>([
    ['từ 5% trở lên', from(5)],
    ['đạt từ 85%', from(85)],
    ['đạt từ 85% trở lên', from(85)],
    ['ít nhất 80%', from(80)],
    ['tối thiểu 80%', from(80)],
    ['không dưới 80%', from(80)],
    ['không thấp hơn 80%', from(80)],
    ['từ 80% trở xuống', upTo(80)],
    ['không quá 20%', upTo(20)],
    ['tối đa 20%', upTo(20)],
    ['không vượt 20%', upTo(20)],
    ['không lớn hơn 20%', upTo(20)],
    ['trên 5%', above(5)],
    ['hơn 5%', above(5)],
    ['cao hơn 5%', above(5)],
    ['lớn hơn 5%', above(5)],
    ['quá 5%', above(5)],
    ['vượt 5%', above(5)],
    ['dưới 60%', below(60)],
    ['thấp hơn 60%', below(60)],
    ['nhỏ hơn 60%', below(60)],
    ['chưa đạt 60%', below(60)],
    ['xuống dưới 3%', below(3)],
    ['đạt dưới 60%', below(60)],
    ['Từ  5%  Trở Lên', from(5)],
    ['từ 5 phần trăm trở lên', from(5)],
    ['đạt 100%', { low: percent(100), lowOpen: false, high: percent(100), highOpen: false }],
    ['từ 80% đến dưới 95%', { low: percent(80), lowOpen: false, high: percent(95), highOpen: true }],
    ['từ 80% đến 95%', { low: percent(80), lowOpen: false, high: percent(95), highOpen: false }],
    ['từ 80 đến 95%', { low: percent(80), lowOpen: false, high: percent(95), highOpen: false }],
    ['trên 80% đến 95%', { low: percent(80), lowOpen: true, high: percent(95), highOpen: false }],
  ])('%s', (phrase, interval) => {
    expect(parseFigure(phrase)).toEqual({ ok: true, value: { interval, percent: true } });
  });

  it('knows the unit of the fact and no other word', () => {
    expect(parseFigure('từ 10 hồ sơ trở lên', ['hồ sơ']).ok).toBe(true);
    expect(parseFigure('từ 10 hồ xơ trở lên', ['hồ sơ'])).toMatchObject({
      ok: false,
      problem: 'không hiểu từ "hồ xơ" sau con số',
    });
  });

  it.each([
    ['từ 5%', 'thiếu hướng so sánh sau con số'],
    ['dưới 5% trở lên', '"dưới" và "trở lên" chỉ hai hướng khác nhau'],
    ['từ 95% đến 80%', 'đầu khoảng lớn hơn cuối khoảng'],
    ['tầm 5%', 'không hiểu phép so sánh "tầm 5%"'],
    ['trên 5% dưới', 'không hiểu từ "dưới" sau con số'],
  ])('%s is refused with its problem', (phrase, problem) => {
    expect(parseFigure(phrase)).toMatchObject({ ok: false, problem });
  });
});

const SCALE = ['YẾU', 'TRUNG BÌNH', 'KHÁ', 'TỐT'];

describe('a comparison on an ordered scale', () => {
  it.each<[string, Interval, number]>([
    ['TRUNG BÌNH trở xuống', { high: ratio(1), highOpen: false }, 1],
    ['KHÁ trở lên', { low: ratio(2), lowOpen: false }, 1],
    ['là TỐT', { low: ratio(3), lowOpen: false, high: ratio(3), highOpen: false }, 1],
    [
      'TRUNG BÌNH trong 2 năm liên tục',
      { low: ratio(1), lowOpen: false, high: ratio(1), highOpen: false },
      2,
    ],
    [
      'trung bình trong hai năm liên tiếp',
      { low: ratio(1), lowOpen: false, high: ratio(1), highOpen: false },
      2,
    ],
  ])('%s', (phrase, interval, years) => {
    expect(parseStep(phrase, SCALE)).toEqual({ ok: true, value: { interval, years } });
  });

  it('refuses a step that the scale lacks', () => {
    expect(parseStep('GIỎI trở lên', SCALE).ok).toBe(false);
  });
});

describe('figures in a quotation', () => {
  it('are found with their direction, words standing between', () => {
    const quote = 'đơn vị có từ **5%** hồ sơ trễ hạn trở lên, hoặc chỉ số hài lòng từ 80% trở xuống';
    expect(figuresIn(quote).map(({ interval }) => interval)).toEqual([from(5), upTo(80)]);
  });

  it('do not find 5% in 15%', () => {
    expect(figuresIn('từ 15% trở lên').map(({ interval }) => interval)).toEqual([from(15)]);
  });

  it('read a range as one figure and not as its two halves', () => {
    expect(figuresIn('đạt từ 80% đến dưới 95%').map(({ interval }) => interval)).toEqual([
      { low: percent(80), lowOpen: false, high: percent(95), highOpen: true },
    ]);
  });

  it('read leading zeros and years in words', () => {
    expect(stepsIn('02 năm liên tục xếp hạng trung bình hoặc 01 năm xếp hạng yếu', SCALE, SCALE)).toEqual([
      { interval: { low: ratio(0), lowOpen: false, high: ratio(0), highOpen: false }, years: 1 },
      { interval: { low: ratio(1), lowOpen: false, high: ratio(1), highOpen: false }, years: 2 },
    ]);
    expect(stepsIn('hai năm liên tục xếp hạng trung bình', SCALE, SCALE).map(({ years }) => years)).toEqual([
      2,
    ]);
  });

  it('take a step of another scale for what it is', () => {
    expect(stepsIn('xếp loại hoàn thành tốt nhiệm vụ', SCALE, ['hoàn thành tốt nhiệm vụ'])).toEqual([]);
  });
});
