/** The database that a command works on. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Desk, openDesk } from '../bot/desk.ts';
import { openDatabase } from '../db/open.ts';
import type { CliContext } from './context.ts';
