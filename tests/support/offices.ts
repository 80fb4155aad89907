/** A database with the project's rules and a few units of two provinces, and files loaded into it as an office does. */
import { onTestFinished } from 'vitest';
import { type Desk, openDesk } from '../../bot/desk.ts';
import type { FileOutcome } from '../../bot/file-kinds/kind.ts';
import { loadFile } from '../../bot/load-file.ts';
import type { FileKind } from '../../bot/load-templates.ts';
import type { Db } from '../../db/database.ts';
import { prepareDatabase } from '../../web/node/prepare.ts';
import { NOW, temporaryFolder } from './sample.ts';

const UNITS = `Mã đơn vị,Tên đơn vị,Tỉnh,Khối
so-tu-phap,Sở Tư pháp,khanh-hoa,so
so-noi-vu,Sở Nội vụ,khanh-hoa,so
dn-so-y-te,Sở Y tế Đắk Nông,dak-nong,cap-tinh
`;

let databases = 0;

/** Must be called where a test file begins. */
export function offices(): () => Promise<Office> {
  const folder = temporaryFolder();
  return async () => {
    databases += 1;
    const opened = await prepareDatabase({
      url: `file:${folder}/${databases}.db`,
      authToken: undefined,
      now: NOW,
      sample: false,
      log: () => undefined,
    });
    onTestFinished(() => opened.close());
    const office = new Office(opened.db);
    await office.load('units', UNITS);
    return office;
  };
}

export class Office {
  readonly db: Db;

  constructor(db: Db) {
    this.db = db;
  }

  /** The desk at 9 o'clock of a day in Vietnam. */
  desk(day = '2026-11-20'): Promise<Desk> {
    return openDesk(this.db, { now: new Date(`${day}T02:00:00Z`) });
  }

  /** Loads the text of a file on a day. */
  async load(kind: FileKind, csv: string, day?: string, dryRun = false): Promise<FileOutcome> {
    const bytes = new TextEncoder().encode(csv);
    const upload = { bytes, fileName: `${kind}.csv`, loadedBy: 'kiểm thử', dryRun };
    return (await loadFile(await this.desk(day), kind, upload)).outcome;
  }
}
