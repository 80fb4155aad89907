import { Ajv2020 } from 'ajv/dist/2020.js';
import { and, eq, isNull } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../bot/desk.ts';
import { findApiKey, revokeApiKey } from '../../../db/api-keys.ts';
import { claimRequest } from '../../../db/api-requests.ts';
import { write } from '../../../db/database.ts';
import { apiKeys, apiRequests, imports, observations } from '../../../db/schema.ts';
import { MOST_A_MINUTE } from '../../../web/api/observations.ts';
import { PROBLEM } from '../../../web/api/schemas.ts';
import { sampleDesk } from '../../support/sample.ts';
import { apiOver, keyFor, october, push, UNIT } from './support.ts';

const { desk } = sampleDesk();

async function rows(at: Desk): Promise<number> {
  return (await at.db.select({ id: observations.id }).from(observations)).length;
}

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = PROBLEM.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
}

describe('figures that are pushed', () => {
  it('are stored as an import of the key’s name, with place, reference and warnings', async () => {
    const at = await desk();
    const key = await keyFor(at);
    const body = {
      source: 'Một cửa, báo cáo 12/BC',
      observations: [
        { unit: 'Sở Tư pháp Khánh Hòa', fact: 'hồ sơ đã giải quyết', period: 2024, value: '58.053' },
        { unit: UNIT, fact: 'Hồ sơ trễ hạn', period: 'Năm 2024', value: 621, reference: 'mục 2' },
        { unit: UNIT, fact: 'chỉ số hài lòng', period: '2024', value: 0.865 },
        { unit: UNIT, fact: 'chỉ số hài lòng', period: '2023', value: null },
      ],
    };
    const response = await push(apiOver(at), { key, idempotencyKey: 'a1', body });
    expect(response.status).toBe(201);
    const stored = await response.json();
    expect(stored).toMatchObject({ status: 'loaded', figures: 3, skipped: 1, units: 1 });
    const { import: importId } = stored as { import: number };
    const [made] = await at.db.select().from(imports).where(eq(imports.id, importId));
    expect(made).toMatchObject({ kind: 'figures', fileName: 'Một cửa, báo cáo 12/BC', simulated: false });
    expect(made?.loadedBy).toMatch(/^một cửa \d+$/u);
    const written = await at.db.select().from(observations).where(eq(observations.importId, importId));
    expect(written).toMatchObject([
      { fact: 'hồ sơ đã giải quyết', period: '2024', numerator: 58053, sourceRow: 1 },
      { fact: 'hồ sơ trễ hạn', numerator: 621, sourceRow: 2, reference: 'mục 2' },
      { fact: 'chỉ số hài lòng', numerator: 865, denominator: 1000, sourceRow: 3 },
    ]);
  });

  it('under the same key and body are stored once, and the first answer is given again', async () => {
    const at = await desk();
    const key = await keyFor(at);
    const api = apiOver(at);
    const first = await push(api, { key, idempotencyKey: 'one', body: october(3) });
    const before = await rows(at);
    const again = await push(api, { key, idempotencyKey: '"one"', body: october(3) });
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await again.text()).toBe(await first.text());
    expect(await rows(at)).toBe(before);
    const refused = { observations: [{ unit: UNIT, fact: 'hồ sơ trễ hạn', period: '2026-10', value: -1 }] };
    const [one, two] = [
      await push(api, { key, idempotencyKey: 'bad', body: refused }),
      await push(api, { key, idempotencyKey: 'bad', body: refused }),
    ];
    expect([one.status, two.status]).toEqual([422, 422]);
    expect(await two.text()).toBe(await one.text());
  });

  it('in parallel under the same key are stored once, whoever comes first', async () => {
    const at = await desk();
    await fc.assert(
      fc.asyncProperty(fc.uuid(), fc.integer({ min: 2, max: 6 }), fc.nat(900), async (id, times, late) => {
        const key = await keyFor(at);
        const api = apiOver(at);
        const before = await rows(at);
        const answers = await Promise.all(
          Array.from({ length: times }, () => push(api, { key, idempotencyKey: id, body: october(late) })),
        );
        const statuses = answers.map(({ status }) => status);
        expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(1);
        expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
        expect((await rows(at)) - before).toBe(2);
      }),
      { numRuns: 8 },
    );
  });

  it('under a key that stands for another body are refused with 422', async () => {
    const at = await desk();
    const key = await keyFor(at);
    const api = apiOver(at);
    await push(api, { key, idempotencyKey: 'one', body: october(3) });
    const before = await rows(at);
    const problem = await problemOf(await push(api, { key, idempotencyKey: 'one', body: october(4) }));
    expect(problem).toMatchObject({ status: 422, type: 'urn:kycuong:problem:key-reused' });
    expect(await rows(at)).toBe(before);
  });

  it('wait while the first request is worked on, and may be sent again once it has died', async () => {
    const at = await desk();
    const key = await keyFor(at);
    let now = at.now;
    const api = apiOver(at, () => now);
    const body = october(5);
    await push(api, { key, idempotencyKey: 'dead', body: '{}' });
    const [row] = await at.db.select().from(apiRequests).where(eq(apiRequests.idempotencyKey, 'dead'));
    const hash = row?.requestHash ?? '';
    const requestKey = { keyId: row?.keyId ?? '', idempotencyKey: 'slow' };
    await write(at.db, (tx) => claimRequest(tx, requestKey, hash, now));
    const waiting = await push(api, { key, idempotencyKey: 'slow', body: '{}' });
    expect(waiting.headers.get('retry-after')).toBe('5');
    expect(await problemOf(waiting)).toMatchObject({ status: 409 });
    now = new Date(now.getTime() + 121_000);
    expect((await push(api, { key, idempotencyKey: 'slow', body: '{}' })).status).toBe(422);
    expect((await push(api, { key, idempotencyKey: 'fresh', body })).status).toBe(201);
  });

  it('may go back to an earlier value under a new key: it is a correction, no repetition', async () => {
    const at = await desk();
    const key = await keyFor(at);
    const api = apiOver(at);
    for (const [index, late] of [7, 8, 7].entries())
      expect((await push(api, { key, idempotencyKey: `c${index}`, body: october(late) })).status).toBe(201);
    const written = await at.db
      .select({ late: observations.numerator })
      .from(observations)
      .innerJoin(imports, eq(imports.id, observations.importId))
      .where(and(eq(observations.fact, 'hồ sơ trễ hạn'), eq(imports.fileName, 'API c2')));
    expect(written).toEqual([{ late: 7 }]);
  });
});

describe('figures that are refused', () => {
  it('are all listed with pointer, value, reason and remedy, and nothing is stored', async () => {
    const at = await desk();
    const key = await keyFor(at);
    const before = await rows(at);
    const body = {
      observations: [
        { unit: 'Sở Tư phápp', fact: 'hồ sơ trễ hạn', period: '2026-10', value: 1 },
        { unit: UNIT, fact: 'hồ sơ trễ', period: '2026-10', value: 1 },
        { unit: UNIT, fact: 'hồ sơ trễ hạn', period: '2026-13', value: 1 },
        { unit: UNIT, fact: 'hồ sơ trễ hạn', period: '2027-01', value: 1 },
        { unit: UNIT, fact: 'chỉ số hài lòng', period: '2026', value: '5,3%x' },
        { unit: UNIT, fact: 'hồ sơ trễ hạn', period: '2026-09', value: 12 },
        { unit: UNIT, fact: 'hồ sơ đã giải quyết', period: '2026-09', value: 11 },
        { unit: UNIT, fact: 'trễ hạn', period: '09/2026', value: 12 },
        { unit: UNIT, fact: 'xếp hạng CCHC', period: '2026', value: 'TỐT' },
        { unit: UNIT, fact: 'hồ sơ trễ hạn', period: '2026-08', value: 1.5 },
        { unit: UNIT, fact: 'hồ sơ trễ hạn', period: '2026-07', value: true },
      ],
    };
    const problem = await problemOf(await push(apiOver(at), { key, idempotencyKey: 'p', body }));
    expect(problem).toMatchObject({ status: 422, type: 'urn:kycuong:problem:invalid' });
    const errors = problem.errors ?? [];
    expect(problem.total).toBe(errors.length);
    for (const { pointer, value } of [
      { pointer: '/observations/0/unit', value: 'Sở Tư phápp' },
      { pointer: '/observations/1/fact', value: 'hồ sơ trễ' },
      { pointer: '/observations/2/period', value: '2026-13' },
      { pointer: '/observations/3/period', value: '2027-01' },
      { pointer: '/observations/4/value', value: '5,3%x' },
      { pointer: '/observations/7/fact', value: 'trễ hạn' },
      { pointer: '/observations/8/fact', value: 'xếp hạng CCHC' },
      { pointer: '/observations/9/value', value: '1.5' },
      { pointer: '/observations/10/value', value: 'true' },
    ])
      expect(errors).toContainEqual(expect.objectContaining({ pointer, value }));
    expect(errors.some(({ detail }) => detail.includes('Lớn hơn "hồ sơ đã giải quyết" (11)'))).toBe(true);
    expect(errors.every(({ detail, remedy }) => detail !== '' && remedy !== '')).toBe(true);
    expect(await rows(at)).toBe(before);
  });

  it('contradict what is held: late of the year beyond resolved', async () => {
    const at = await desk();
    const key = await keyFor(at, { units: ['kh-so-gddt'] });
    const observation = { unit: 'kh-so-gddt', fact: 'hồ sơ trễ hạn', period: '2026-10', value: 99999 };
    const problem = await problemOf(
      await push(apiOver(at), { key, idempotencyKey: 'x', body: { observations: [observation] } }),
    );
    expect(problem.errors).toMatchObject([{ pointer: '/observations/0/value', value: '99999' }]);
    const left = await at.db.select().from(imports).where(isNull(imports.completedAt));
    expect(left).toEqual([]);
  });

  it.each([
    ['no JSON', '{"observations":', 400],
    ['a key twice', '{"observations":[],"observations":[]}', 400],
    ['no figures', '{"observations":[]}', 422],
    ['an unknown member', { observations: [{ unit: UNIT, fact: 'f', period: '2026', valeu: 1 }] }, 422],
    [
      'only nulls',
      { observations: [{ unit: UNIT, fact: 'hồ sơ trễ hạn', period: '2026', value: null }] },
      422,
    ],
    ['more than 5.000 figures', { observations: Array.from({ length: 5001 }, () => ({})) }, 422],
    ['more than 2 MB', JSON.stringify({ source: 'x'.repeat(2_000_001) }), 413],
  ])('of %s', async (_, body, status) => {
    const at = await desk();
    const key = await keyFor(at);
    const before = await rows(at);
    const problem = await problemOf(await push(apiOver(at), { key, idempotencyKey: 'k', body }));
    expect(problem.status).toBe(status);
    expect(await rows(at)).toBe(before);
  });

  it('never take a null, an empty text or a missing value for 0', async () => {
    const at = await desk();
    const key = await keyFor(at);
    const of = (value: object) => ({ unit: UNIT, fact: 'hồ sơ trễ hạn', period: '2025-01', ...value });
    const api = apiOver(at);
    for (const [index, value] of [{ value: null }, { value: '' }, {}].entries()) {
      const response = await push(api, {
        key,
        idempotencyKey: `n${index}`,
        body: { observations: [of(value)] },
      });
      expect(response.status).toBe(422);
    }
  });
});

describe('a key', () => {
  it('that is missing, wrong or revoked is refused with 401', async () => {
    const at = await desk();
    const api = apiOver(at);
    const key = await keyFor(at);
    const revoked = (await findApiKey(at.db, key))?.id ?? '';
    await write(at.db, (tx) => revokeApiKey(tx, revoked, at.now));
    for (const wrong of [undefined, 'kc_khong-co', key]) {
      const request = {
        idempotencyKey: 'k',
        body: october(1),
        ...(wrong === undefined ? {} : { key: wrong }),
      };
      const response = await push(api, request);
      expect(response.headers.get('www-authenticate')).toContain('Bearer');
      expect(await problemOf(response)).toMatchObject({ status: 401 });
    }
  });

  it('is kept as SHA-256 only', async () => {
    const at = await desk();
    const key = await keyFor(at);
    const stored = JSON.stringify(await at.db.select().from(apiKeys));
    expect(stored).not.toContain(key);
    expect(stored).not.toContain(key.slice(3, 20));
  });

  it('of another unit is refused with 403; that of the province is not, and tells units of one name apart', async () => {
    const at = await desk();
    const api = apiOver(at);
    const other = await keyFor(at, { units: ['kh-so-y-te'] });
    const problem = await problemOf(await push(api, { key: other, idempotencyKey: 'k', body: october(1) }));
    expect(problem).toMatchObject({ status: 403, total: 2 });
    expect(problem.errors?.[0]).toMatchObject({ pointer: '/observations/0/unit', value: UNIT });
    const province = await keyFor(at, { provinces: ['khanh-hoa'] });
    const named = october(1, 1000, 'Sở Tư pháp');
    expect((await push(api, { key: province, idempotencyKey: 'k', body: named })).status).toBe(201);
  });

  it('may ask sixty times a minute', async () => {
    const at = await desk();
    const key = await keyFor(at);
    let now = new Date('2026-11-20T05:00:01Z');
    const api = apiOver(at, () => now);
    const ask = (index: number) => push(api, { key, idempotencyKey: `r${index}`, body: '{}' });
    for (let index = 0; index < MOST_A_MINUTE; index += 1) expect((await ask(index)).status).toBe(422);
    const refused = await ask(MOST_A_MINUTE);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await problemOf(refused)).toMatchObject({ status: 429 });
    now = new Date('2026-11-20T05:01:00Z');
    expect((await ask(MOST_A_MINUTE)).status).toBe(422);
  });

  it.each([
    ['without Idempotency-Key', {}, 400],
    ['with another content type', { idempotencyKey: 'k', type: 'text/csv' }, 415],
  ])('%s is refused', async (_, request, status) => {
    const at = await desk();
    const response = await push(apiOver(at), { key: await keyFor(at), body: october(1), ...request });
    expect(await problemOf(response)).toMatchObject({ status });
  });
});

describe('the OpenAPI document', () => {
  it('describes the requests that are taken and refuses those that are not', async () => {
    const at = await desk();
    const response = await apiOver(at).app.request('/openapi.json');
    const document = (await response.json()) as {
      openapi: string;
      paths: Record<
        string,
        {
          post: {
            requestBody: { content: Record<string, { schema: object }> };
            responses: Record<string, { content: Record<string, { schema: object }> }>;
          };
        }
      >;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    const { post } = document.paths['/api/v1/observations'] ?? {};
    const schema = post?.requestBody.content['application/json']?.schema ?? {};
    const accepts = new Ajv2020({ strict: false }).compile(schema);
    expect(accepts(october(1))).toBe(true);
    expect(accepts({ observations: [] })).toBe(false);
    expect(accepts({ observations: [{ unit: UNIT, fact: 'x', period: '2026' }] })).toBe(false);
    expect(accepts({ observations: [{ unit: UNIT, fact: 'x', period: '2026', value: true }] })).toBe(false);
    expect(Object.keys(post?.responses ?? {})).toEqual(
      expect.arrayContaining(['201', '400', '401', '403', '409', '413', '415', '422', '429']),
    );
  });

  it('names every address that is served, and others are no page', async () => {
    const at = await desk();
    const { app } = apiOver(at);
    expect(await problemOf(await app.request('/khong-co'))).toMatchObject({ status: 404 });
  });
});
