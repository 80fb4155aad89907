/** The guide to loading data: every file it shows is written, every command run in order, every answer compared. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { utils, write as writeBook } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { openDesk } from '../../bot/desk.ts';
import { invite } from '../../bot/link.ts';
import { loadFile } from '../../bot/load-file.ts';
import { problemWords } from '../../bot/problems-reply.ts';
import type { Caller } from '../../bot/roles.ts';
import { previewFile } from '../../bot/uploads.ts';
import { write } from '../../db/database.ts';
import { openDatabase } from '../../db/open.ts';
import { createApi } from '../../web/api/api.ts';
import { kycuong } from '../cli/run.ts';
import { temporaryFolder } from '../support/sample.ts';

const guide = readFileSync('docs/huong-dan-du-lieu.md', 'utf8');
const folder = temporaryFolder();
const at = (name: string): string => path.join(folder, name);
mkdirSync(at('var'));
const OWN = `file:${at('var/kycuong.db')}`;
const NAMED_FILE = /`([\w-]+\.(?:csv|json))`/g;

interface Step {
  readonly command: string;
  /** As the guide prints it; "…" stands for anything, by itself for any lines. */
  readonly printed: string;
}

/** Writes the files that the guide shows, and gives its commands in order. */
function stepsOf(text: string): Step[] {
  const steps: Step[] = [];
  let names: string[] = [];
  for (const [, before = '', kind = '', body = ''] of text.matchAll(/([^]*?)```(\w+)\n([^]*?)```/g)) {
    names.push(...Array.from(before.matchAll(NAMED_FILE), ([, name = '']) => name));
    if (kind === 'console') {
      steps.push(
        ...body
          .split(/^\$ /m)
          .filter((each) => each !== '')
          .map((each) => {
            const [command = '', ...lines] = each.trimEnd().split('\n');
            return { command, printed: lines.join('\n') };
          }),
      );
      names = [];
    } else {
      const name = names.shift();
      if (name === undefined) throw new Error(`a file without a name: ${body}`);
      writeFileSync(at(name), body);
    }
  }
  return steps;
}

function patternOf(printed: string): RegExp {
  const literal = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  const lines = printed
    .split('\n')
    .map((line) => (line === '…' ? '(?:.*\n)*?' : `${line.split('…').map(literal).join('.*')}\n`));
  return new RegExp(`^${lines.join('')}$`);
}

/** What a command line starts from, and what earlier answers gave in place of "p-…", "kc_…" and "KC-…". */
class Shell {
  readonly env: Record<string, string> = { DATABASE_URL: OWN };
  readonly #given = new Map<string, string>();

  /** Standard output, or the errors of what was refused, with the names of the guide. */
  async run(command: string): Promise<string> {
    const [, variable, value] = /^export (\w+)=(\S+)$/.exec(command) ?? [];
    if (variable !== undefined && value !== undefined) {
      this.env[variable] = placed(value);
      return '';
    }
    const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) =>
      this.#word(quoted ?? bare ?? ''),
    );
    if (words[0] === 'curl') return this.#post(words);
    const own = Object.fromEntries(
      words.slice(0, words.indexOf('npx')).map((word) => word.split('=', 2)),
    ) as Record<string, string>;
    const [line, target] = split(words.slice(words.indexOf('kycuong') + 1));
    const ran = await kycuong(line, { env: { ...this.env, ...own } });
    if (target !== undefined) writeFileSync(target, ran.bytes);
    const said = (ran.code === 0 ? ran.out : ran.err).replaceAll(`${folder}/`, '');
    for (const form of ['p-', 'kc_', 'KC-']) {
      const [found] = new RegExp(`${form}[\\w-]+`).exec(said) ?? [];
      if (found !== undefined) this.#given.set(`${form}…`, found);
    }
    return target === undefined ? said : '';
  }

  #word(word: string): string {
    const given = [...this.#given].reduce((text, [form, found]) => text.replace(form, found), word);
    return placed(given);
  }

  async #post(words: readonly string[]): Promise<string> {
    const headers = words.flatMap((word, index) => {
      const [name = '', value = ''] = word.split(': ', 2);
      return words[index - 1] === '-H' ? [[name, value] as [string, string]] : [];
    });
    const file = words.find((word) => word.startsWith('@'))?.slice(1) ?? '';
    const opened = await openDatabase(this.env['DATABASE_URL'] ?? '');
    const app = createApi({
      desk: () => openDesk(opened.db, { now: this.now }),
      received: () => undefined,
      report: () => undefined,
    });
    const { pathname } = new URL(words.find((word) => word.startsWith('http')) ?? '');
    const answer = await app.request(pathname.replace('/api/v1', ''), {
      method: 'POST',
      headers,
      body: readFileSync(at(file)),
    });
    const text = await answer.text();
    opened.close();
    return `${text}\n`;
  }

  get now(): Date {
    return new Date(this.env['KYCUONG_NOW'] ?? '');
  }
}

/** A file or folder of the guide, where the test keeps it. */
function placed(word: string): string {
  const url = word.replace(/file:(\S+\.db)$/, (_, name: string) => `file:${at(name)}`);
  return /^(?:[\w/-]+\.(?:csv|xlsx|db)|xuat|mo-phong)$/.test(url) ? at(url) : url;
}

function split(words: readonly string[]): [string[], string | undefined] {
  const arrow = words.indexOf('>');
  return arrow < 0 ? [[...words], undefined] : [words.slice(0, arrow), words[arrow + 1]];
}

/** Figures of which one is a formula. */
function formulaWorkbook(): Uint8Array {
  const sheet = utils.aoa_to_sheet([
    ['Đơn vị', 'Kỳ', 'Hồ sơ đã giải quyết'],
    ['Sở Tư pháp', '10/2026', 4],
  ]);
  sheet['C2'] = { t: 'n', v: 4, f: '2+2' };
  const book = utils.book_new(sheet);
  return new Uint8Array(writeBook(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

const DOSSIERS = 'Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả kết quả,Trạng thái\n';
/** A file, or several rows of one, for each fault of the guide's table. */
const FAULTY: readonly (readonly ['dossiers' | 'figures' | 'personal', string | Uint8Array])[] = [
  [
    'dossiers',
    `${DOSSIERS}A1,Sở Tư phát,31/02/2026,10/11/2026,,Đang xử lý
A2,Sở Tư pháp,05/11/2026,10/11/2026,03/11/2026,Đã trả kết quả
A3,Sở Tư pháp,05/12/2026,10/12/2026,,Đang xử lý
A4,Sở Tư pháp,05/11/2026,10/11/2026,,Bị hoãn
A5,Sở Tư pháp,05/11/2026,10/11/2026,,Đã trả kết quả
A6,Sở Tư pháp,05/11/2026,10/11/2026,,Đang xử lý
A6,Sở Tư pháp,05/11/2026,10/11/2026,,Đang xử lý
`,
  ],
  ['dossiers', 'Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả\nA1,05/11/2026,10/11/2026\n'],
  ['figures', 'Đơn vị,Kỳ,Hồ sơ đã giải quyết\nSở Tư pháp,10/2026,4\nSở Tư pháp,10/2026,4\n'],
  ['figures', 'Đơn vị,Kỳ,Hồ sơ đã giải quyết\nSở Tư pháp,13/2026,4\nSở Tư pháp,12/2026,4\n'],
  ['figures', 'Đơn vị,Kỳ,Hồ sơ đã giải quyết,Số hài lòng\nSở Tư pháp,10/2026,4,3\n'],
  ['figures', 'Đơn vị,Kỳ,Hồ sơ đã giải quyết,Hồ sơ trễ hạn\nSở Tư pháp,10/2026,4,12\n'],
  ['figures', `${DOSSIERS}A1,Sở Tư pháp,05/11/2026,10/11/2026,,Đang xử lý\n`],
  ['figures', 'Đơn vị,Kỳ,Hồ sơ đã giải quyết\nSở Tư pháp,10/2026,4\nSở Tư pháp,10/'],
  ['figures', '%PDF-1.4'],
  ['figures', formulaWorkbook()],
  ['personal', 'Đơn vị,Mã cán bộ,Kỳ,Hồ sơ trễ hạn\nSở Tư pháp,Cán bộ A,10/2026,1\n'],
];

describe('the guide to loading data', () => {
  const shell = new Shell();

  it('shows files and commands that do what it says, from the first to the last', async () => {
    const steps = stepsOf(guide);
    expect(steps.length).toBeGreaterThan(40);
    for (const { command, printed } of steps) {
      const said = await shell.run(command);
      const matches = printed === '' || patternOf(printed).test(said);
      expect({ command, said: matches ? printed : said }).toEqual({ command, said: printed });
    }
  }, 480_000);

  it('tells what the bot answers to a file', async () => {
    const text = readFileSync(at('so-lieu.csv'), 'utf8').replace('10/2026', '09/2026');
    const opened = await openDatabase(OWN);
    const desk = await openDesk(opened.db, { now: shell.now });
    const invited = await write(opened.db, (tx) => invite(tx, 'can-bo:so-tai-chinh', shell.now));
    const caller: Caller = { role: 'can-bo', scope: 'so-tai-chinh', personId: invited?.person.id ?? '' };
    const file = {
      name: 'so-lieu.csv',
      size: undefined,
      read: () => Promise.resolve(new TextEncoder().encode(text)),
    };
    const made = await previewFile(desk, caller, { channel: 'telegram', chatId: '1' }, file);
    const reply = typeof made === 'function' ? await write(opened.db, made) : made;
    opened.close();
    const [, quoted = ''] = /^> (.+)$/m.exec(guide) ?? [];
    expect(JSON.stringify(reply.blocks)).toContain(quoted);
  });

  it('lists faults in the words of the program', async () => {
    const opened = await openDatabase(OWN);
    const desk = await openDesk(opened.db, { now: shell.now });
    const said: string[] = [];
    for (const [kind, content] of FAULTY) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const upload = { bytes, fileName: 'loi', loadedBy: 'kiểm thử', dryRun: true };
      const { outcome } = await loadFile(desk, kind, upload);
      if (outcome.status !== 'refused') throw new Error(`not refused: ${String(content)}`);
      said.push(...outcome.problems.map(problemWords));
    }
    opened.close();
    const table = guide.slice(guide.indexOf('| Lỗi |'));
    const faults = [...table.matchAll(/^\| ([^|]+) \|/gm)].map(([, fault = '']) => fault).slice(1);
    expect(faults.length).toBeGreaterThan(15);
    expect(
      faults.filter((fault) => !/^-+$/.test(fault) && !said.some((each) => each.includes(fault))),
    ).toEqual([]);
  });
});
