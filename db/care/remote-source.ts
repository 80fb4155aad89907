/** A database over HTTP as a source: small tables at one moment, large ones page by page up to where they then ended. */
import { type Client, createClient, type ResultSet } from '@libsql/client';
import { CATALOGUE, extentSql, quoted, SEQUENCES, schemaOf } from './catalogue.ts';
import { type Cell, type DatabaseSource, SourceChangedError, type SourceTable } from './source.ts';

/** A table of at most so many rows is read in the first moment. */
const SMALL = 2000;
const PAGE = 1000;

interface Extent extends SourceTable {
  /** The last row of the moment. */
  readonly last: bigint;
  /** The rows themselves, where they are few. */
  readonly held: readonly (readonly Cell[])[] | undefined;
}

export async function openRemoteSource(url: string, authToken?: string): Promise<DatabaseSource> {
  const client = createClient({ url, intMode: 'bigint', ...(authToken === undefined ? {} : { authToken }) });
  try {
    const entries = cellsOf(await client.execute(CATALOGUE)).map(([type, name, sql]) => ({
      type: String(type),
      name: String(name),
      sql: String(sql),
    }));
    const names = entries.filter(({ type }) => type === 'table').map(({ name }) => name);
    const { extents, sequences } = await moment(client, names);
    return {
      tables: extents,
      schema: schemaOf(entries),
      sequences,
      rows: (table) => rowsOf(client, extents, table),
      close: () => client.close(),
    };
  } catch (error) {
    client.close();
    throw error;
  }
}

/** What is read in one transaction. */
async function moment(
  client: Client,
  names: readonly string[],
): Promise<{ extents: Extent[]; sequences: DatabaseSource['sequences'] }> {
  const columns = (
    await client.batch(
      names.map((name) => ({ sql: 'select name from pragma_table_info(?)', args: [name] })),
      'read',
    )
  ).map((result) => cellsOf(result).map(([column]) => String(column)));
  const counted = await client.batch(names.map(extentSql), 'read');
  const isSmall = counted.map((result) => Number(result.rows[0]?.[0]) <= SMALL);
  const results = await client.batch(
    [
      SEQUENCES,
      ...names.map(extentSql),
      ...names.map((name, index) => {
        const list = (columns[index] ?? []).map(quoted).join(', ');
        return isSmall[index] === true ? `select ${list} from ${quoted(name)}` : 'select null where false';
      }),
    ],
    'read',
  );
  const [sequences, ...rest] = results;
  return {
    extents: names.map((name, index) => {
      const [rows = 0n, last = 0n] = cellsOf(rest[index])[0] ?? [];
      const held = isSmall[index] === true ? cellsOf(rest[names.length + index]) : undefined;
      return { name, columns: columns[index] ?? [], rows: Number(rows), last: BigInt(Number(last)), held };
    }),
    sequences: cellsOf(sequences).map(([name, last]) => [String(name), BigInt(String(last))] as const),
  };
}

async function* rowsOf(
  client: Client,
  extents: readonly Extent[],
  { name }: SourceTable,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  const extent = extents.find((one) => one.name === name);
  if (extent === undefined) throw new RangeError(`no table \`${name}\``);
  if (extent.held !== undefined) {
    if (extent.held.length > 0) yield extent.held;
    return;
  }
  const list = extent.columns.map(quoted).join(', ');
  const sql = `select rowid, ${list} from ${quoted(name)} where rowid > ? and rowid <= ? order by rowid limit ${PAGE}`;
  let read = 0;
  for (let after: Cell = -1n; ; ) {
    const page = cellsOf(await client.execute({ sql, args: [after, extent.last] }));
    const end = page.at(-1);
    if (end === undefined) break;
    after = end[0] ?? null;
    read += page.length;
    yield page.map(([, ...cells]) => cells);
  }
  if (read !== extent.rows)
    throw new SourceChangedError(`\`${name}\` had ${extent.rows} rows and gave ${read}`);
}

function cellsOf(result: ResultSet | undefined): Cell[][] {
  return (result?.rows ?? []).map((row) =>
    Array.from({ length: row.length }, (_, index) => {
      const value = row[index];
      return value instanceof ArrayBuffer ? new Uint8Array(value) : (value ?? null);
    }),
  );
}
