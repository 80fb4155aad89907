/** Run as a process of its own: restores argv[2] over argv[3] and kills itself at its argv[4]th step. */
import { restore } from '../../../db/care/restore.ts';

const [backup = '', target = '', step = '', now = ''] = process.argv.slice(2);
let steps = 0;
restore({
  backup,
  target,
  replace: true,
  now: new Date(now),
  log: (line) => {
    process.stdout.write(`${line}\n`);
    steps += 1;
    if (steps === Number(step)) process.kill(process.pid, 'SIGKILL');
  },
});
