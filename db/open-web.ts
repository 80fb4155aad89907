/** Opening the database at the edge, over HTTP. Migrations are run beforehand by `kycuong migrate`. */
import { createClient } from '@libsql/client/web';
import { drizzle } from 'drizzle-orm/libsql/web';
import type { Db } from './database.ts';
import * as schema from './schema.ts';

export function openRemoteDatabase(url: string, authToken?: string): Db {
  return drizzle({
    client: createClient({ url, ...(authToken === undefined ? {} : { authToken }) }),
    schema,
  });
}
