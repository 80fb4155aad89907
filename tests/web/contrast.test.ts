import { describe, expect, it } from 'vitest';
import { STYLE } from '../../web/pages/style.ts';

/** Relative luminance (WCAG 2.2) of "#rgb" or "#rrggbb". */
function luminance(colour: string): number {
  const digits = colour.length === 4 ? colour.slice(1).replace(/./g, '$&$&') : colour.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function coloursOf(theme: string): Map<string, string> {
  return new Map(
    Array.from(theme.matchAll(/--([\w-]+): (#[\da-f]{3,6});/g), ([, name = '', value = '']) => [name, value]),
  );
}

const [light = '', dark = ''] = Array.from(
  STYLE.matchAll(/:root \{([^}]*--ground[^}]*--focus[^}]*)\}/g),
  (match) => match[1] ?? '',
);

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme', (_, theme) => {
  const colours = coloursOf(theme);
  const between = (one: string, other: string) => contrast(colours.get(one) ?? '', colours.get(other) ?? '');

  it.each([
    ['text', 'ground'],
    ['text', 'surface'],
    ['text', 'said'],
    ['text', 'note'],
    ['quiet', 'ground'],
    ['quiet', 'surface'],
    ['link', 'ground'],
    ['link', 'surface'],
    ['on-brand', 'brand'],
  ])('%s on %s can be read', (words, ground) => {
    expect(between(words, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['control', 'ground'],
    ['control', 'surface'],
    ['focus', 'ground'],
    ['focus', 'surface'],
  ])('%s stands out from %s', (line, ground) => {
    expect(between(line, ground)).toBeGreaterThanOrEqual(3);
  });
});
