import { expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

it('the tests run under the Node that the project brings along', () => {
  expect(process.versions.node).toBe(packageJson.dependencies.node);
});
