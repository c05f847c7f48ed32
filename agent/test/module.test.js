import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

const SOURCES = new URL('../src/', import.meta.url);
const files = readdirSync(SOURCES).filter((name) => name.endsWith('.js'));
const text = (name) => readFileSync(new URL(name, SOURCES), 'utf8');

describe('the module', () => {
  it('is below 6 KiB gzipped, each file as a server sends it', (t) => {
    const bytes = files.reduce((sum, name) => sum + gzipSync(text(name), { level: 9 }).length, 0);
    t.diagnostic(`${bytes} bytes gzipped`);
    assert.ok(bytes < 6 * 1024, `${bytes} bytes`);
  });

  it('depends on nothing', () => {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    assert.deepEqual([manifest.dependencies, manifest.devDependencies], [undefined, undefined]);
    const imports = files.flatMap((name) => [...text(name).matchAll(/^import .* from '(.+)';$|\bimport\((.*)\)/gm)]);
    imports.forEach(([, name]) => assert.ok(files.includes(name.slice(2)), name));
  });

  for (const trait of ['cookie', 'userAgent', 'screen', 'plugins', 'hardwareConcurrency', 'canvas', 'timezone', 'referrer', 'XMLHttpRequest', 'eval']) {
    it(`knows nothing of ${trait}`, () => {
      files.forEach((name) => assert.equal(text(name).includes(trait), false, name));
    });
  }
});
