import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Neither Vietnam nor UTC, so that a local time read by mistake shows.
process.env['TZ'] ??= 'America/Los_Angeles';

// Many tests run the command line as a process; what it compiles is kept from one to the next.
process.env['NODE_COMPILE_CACHE'] ??= path.join(import.meta.dirname, '.cache', 'compile');

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/setup/sqld.ts',
    pool: 'forks',
    // Vitest leaves one core idle; on two that would be half the machine.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
