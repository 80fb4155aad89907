/** Results of cases as JUnit XML, which build servers show. */
import type { CaseResult } from '../engine/decide/cases.ts';

/** One suite a file, in the order of the results. */
export function junitXml(results: readonly CaseResult[]): string {
  const suites = [...Map.groupBy(results, ({ ruleCase }) => ruleCase.at.file)].map(
    ([file, group]) =>
      `  <testsuite ${attributes({ name: file, ...counts(group) })}>\n${group.map(testCase).join('')}  </testsuite>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${attributes({ name: 'kycuong rules test', ...counts(results) })}>\n${suites.join('')}</testsuites>\n`;
}

function counts(results: readonly CaseResult[]): Record<string, string> {
  const failed = results.filter(({ differences }) => differences.length > 0).length;
  return { tests: `${results.length}`, failures: `${failed}`, errors: '0', skipped: '0' };
}

function testCase({ ruleCase: { name, at }, differences }: CaseResult): string {
  const opening = `    <testcase ${attributes({ name, classname: at.file, file: at.file, line: `${at.line}` })}`;
  if (differences.length === 0) return `${opening}/>\n`;
  const [message = ''] = differences;
  return `${opening}>\n      <failure ${attributes({ message })}>${escaped(differences.join('\n'))}</failure>\n    </testcase>\n`;
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(' ');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

/** Characters that XML cannot hold become the replacement character. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"\n]/g, (character) => ENTITIES[character] ?? character);
}
