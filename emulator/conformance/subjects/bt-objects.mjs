// bt lists, makes, changes, shows and deletes projects, datasets and experiments.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bt, btJson, home, run } from '../lib/bt.mjs';
import { ask, byId, create, createProject, fresh, rows, send } from '../lib/server.mjs';

const project = fresh('bt objects');
const projectId = await createProject(project);
const inProject = ['-p', project];

async function dataset(name) {
  const list = await btJson(['datasets', 'list', ...inProject]);
  return list.find((one) => one.name === name);
}

async function stored(name) {
  return await rows('dataset', (await dataset(name)).id);
}

test('bt projects list', async () => {
  const found = (await btJson(['projects', 'list'])).find((one) => one.name === project);

  assert.equal(found.id, projectId);
});

test('bt datasets create, with rows on the command line', async () => {
  await bt(['datasets', 'create', 'made / by bt', ...inProject, '--description', 'd', '--rows',
    '[{"id":"a","input":{"q":"ü😀"},"expected":{"x":[1,2.5]},"metadata":{"k":1},"tags":["t"]},'
    + '{"id":"b","input":9007199254740993}]']);
  const { a, b } = byId(await stored('made / by bt'));

  assert.equal((await dataset('made / by bt')).description, 'd');
  assert.deepEqual(a.input, { q: 'ü😀' });
  assert.deepEqual(a.expected, { x: [1, 2.5] });
  assert.deepEqual([a.metadata, a.tags], [{ k: 1 }, ['t']]);
  const { text } = await send('POST', '/btql', {
    query: `SELECT input FROM dataset('${b.dataset_id}') WHERE id = 'b'` });
  assert.match(text, /"input":\s*9007199254740993[,}]/, 'no digit is lost on the way');
});

test('bt datasets create reads a file, and standard input', async () => {
  const file = join(home, 'rows.jsonl');
  writeFileSync(file, '{"id":"1","input":1}\n{"id":"2","input":2}\n');
  await bt(['datasets', 'create', 'from file', ...inProject, '--file', file]);
  await bt(['datasets', 'create', 'from pipe', ...inProject], '{"id":"3","input":3}\n');

  assert.deepEqual((await stored('from file')).map((row) => row.input).sort(), [1, 2]);
  assert.deepEqual((await stored('from pipe')).map((row) => row.input), [3]);
});

test('bt datasets create says of a name that it is taken', async () => {
  const again = await run(['datasets', 'create', 'from file', ...inProject]);

  assert.notEqual(again.code, 0);
  assert.match(again.stderr, /already exists/);
});

test('bt datasets update merges, and keeps the age of the row', async () => {
  const before = byId(await stored('made / by bt'));
  await bt(['datasets', 'update', 'made / by bt', ...inProject, '--rows',
    '[{"id":"a","expected":{"y":3}},{"id":"c","input":"new"}]']);
  const after = byId(await stored('made / by bt'));

  assert.deepEqual(after.a.expected, { x: [1, 2.5], y: 3 });
  assert.deepEqual(after.a.input, before.a.input);
  assert.deepEqual(after.a.tags, ['t']);
  assert.equal(after.a.created, before.a.created);
  assert.equal(after.c.input, 'new');
});

test('bt datasets view shows the rows, in full or as previews', async () => {
  const long = 'long '.repeat(100);
  await bt(['datasets', 'update', 'from file', ...inProject, '--rows',
    JSON.stringify([{ id: '3', input: { text: long }, tags: ['t'] }])]);
  const full = await btJson(['datasets', 'view', 'from file', ...inProject, '--full']);
  const preview = await btJson(['datasets', 'view', 'from file', ...inProject]);
  const row = full.rows.find((one) => one.id === '3');
  const shown = preview.rows.find((one) => one.id === '3');

  assert.deepEqual(row.input, { text: long });
  assert.deepEqual(row.tags, ['t']);
  assert.equal(full.rows.length, 3);
  assert.equal(preview.rows.length, 3);
  assert.match(shown.input, /^\{"text":"long long/);
  assert.ok(shown.input.length <= 125, `a preview is short, got ${shown.input.length} characters`);
});

test('bt datasets view goes from page to page', async () => {
  const id = await create('dataset', projectId, 'many');
  const events = Array.from({ length: 1200 }, (_, i) => ({ id: `r${i}`, input: i }));
  await ask('POST', `/v1/dataset/${id}/insert`, { events });
  const all = await btJson(['datasets', 'view', 'many', ...inProject, '--all-rows', '--full']);
  const some = await btJson(['datasets', 'view', 'many', ...inProject, '--limit', '7']);

  assert.deepEqual(
    all.rows.map((row) => row.input).sort((x, y) => x - y), Array.from({ length: 1200 }, (_, i) => i));
  assert.equal(some.rows.length, 7);
});

test('bt datasets delete', async () => {
  await bt(['datasets', 'delete', 'from pipe', ...inProject, '--force']);

  assert.equal(await dataset('from pipe'), undefined);
});

test('bt experiments list, view and delete', async () => {
  const id = await create('experiment', projectId, 'exp', { metadata: { m: 1 }, description: 'd' });
  const listed = await btJson(['experiments', 'list', ...inProject]);
  const viewed = await btJson(['experiments', 'view', 'exp', ...inProject]);

  assert.deepEqual(listed.map((one) => [one.id, one.name]), [[id, 'exp']]);
  assert.equal(viewed.id, id);
  assert.equal(viewed.description, 'd');
  await bt(['experiments', 'delete', 'exp', ...inProject, '--force']);
  assert.deepEqual(await btJson(['experiments', 'list', ...inProject]), []);
});
