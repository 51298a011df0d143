/**
 * The test pages' scripts: real editors from their packages, bundled once into a git-ignored folder.
 * Knows the folder of pages; what the pages do is theirs.
 */

import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const PAGES = path.resolve(import.meta.dirname, '../pages');
const BUNDLES = path.join(PAGES, 'bundles');
const LOCKFILE = path.resolve(import.meta.dirname, '../../../package-lock.json');

// Some editors name their nodes at random; two runs of one page must be comparable byte by byte.
const SEEDED_RANDOM = `{
  let state = 20_260_101;
  Math.random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}`;

/** Builds under way in this process, by editor: a page asks for its script and its styles at once. */
const building = new Map();

/**
 * One file of a page: its script, or the styles that the script imports ("" when it imports none).
 *
 * @param {string} editor the name of a file in pages/, without its extension
 * @param {'js' | 'css'} type
 */
export async function bundle(editor, type) {
  const source = [`${editor}.js`, `${editor}.jsx`].map((name) => path.join(PAGES, name)).find((file) => existsSync(file));
  if (!source) throw new Error(`there is no page ${editor}`);
  if (!building.has(editor)) building.set(editor, ensure(source, editor));
  await building.get(editor);
  return readFile(path.join(BUNDLES, `${editor}.${type}`), 'utf8');
}

/** @param {string} source @param {string} editor */
async function ensure(source, editor) {
  if (!(await isFresh(path.join(BUNDLES, `${editor}.js`), source))) await write(source, editor);
}

/** @param {string} built @param {string} source */
async function isFresh(built, source) {
  if (!existsSync(built)) return false;
  const times = await Promise.all([built, source, LOCKFILE, import.meta.filename].map(async (file) => (await stat(file)).mtimeMs));
  return times[0] > Math.max(...times.slice(1));
}

/** @param {string} source @param {string} editor */
async function write(source, editor) {
  const { outputFiles } = await build({
    entryPoints: [source],
    outdir: BUNDLES,
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    jsx: 'automatic',
    target: 'es2022',
    banner: { js: SEEDED_RANDOM },
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    logLevel: 'error',
  });
  await mkdir(BUNDLES, { recursive: true });
  const text = (/** @type {string} */ end) => outputFiles.find(({ path: file }) => file.endsWith(end))?.text ?? '';
  await replace(path.join(BUNDLES, `${editor}.css`), text('.css'));
  await replace(path.join(BUNDLES, `${editor}.js`), text('.js'));
}

/** Whole or not at all, should two test files build the same page at once. @param {string} file @param {string} text */
async function replace(file, text) {
  await writeFile(`${file}.${process.pid}`, text);
  await rename(`${file}.${process.pid}`, file);
}
