// bt takes, lists, restores and deletes snapshots of a dataset.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bt, btJson } from '../lib/bt.mjs';
import { byId, create, createProject, fresh, insert, rows } from '../lib/server.mjs';

const project = fresh('bt snapshots');
const dataset = await create('dataset', await createProject(project), 'ds');
const snapshots = (verb, ...more) =>
  ['datasets', 'snapshots', verb, 'ds', ...more, '-p', project];

async function expected() {
  const found = byId(await rows('dataset', dataset));
  return Object.fromEntries(Object.entries(found).map(([id, row]) => [id, row.expected]));
}

async function list() {
  return (await btJson(snapshots('list'))).snapshots;
}

async function head() {
  return (await rows('dataset', dataset)).map((row) => row._xact_id).sort().at(-1);
}

test('bt datasets snapshots create takes the head', async () => {
  await insert('dataset', dataset, [{ id: 'a', expected: 1 }, { id: 'b', expected: 2 }]);
  const made = await btJson(snapshots('create', 'base'));

  assert.equal(made.snapshot.xact_id, await head());
  assert.equal(made.found_existing, false);
});

test('bt datasets snapshots create of a taken name changes nothing', async () => {
  const before = await list();
  await insert('dataset', dataset, [
    { id: 'a', expected: 9 }, { id: 'c', expected: 3 }, { id: 'b', _object_delete: true }]);
  const again = await btJson(snapshots('create', 'base'));

  assert.equal(again.found_existing, true);
  assert.deepEqual(await list(), before);
});

test('bt datasets snapshots create at a version that is named', async () => {
  const [base] = await list();
  await bt(snapshots('create', 'same', '--xact-id', base.xact_id));
  const listed = await list();

  assert.deepEqual(listed.map((one) => one.name).sort(), ['base', 'same']);
  assert.equal(new Set(listed.map((one) => one.xact_id)).size, 1);
});

test('bt datasets snapshots restore brings the version back', async () => {
  assert.deepEqual(await expected(), { a: 9, c: 3 });
  const done = await btJson(snapshots('restore', '--name', 'base', '--force'));

  assert.deepEqual(done.preview, { rows_to_restore: 2, rows_to_delete: 1 });
  assert.deepEqual(done.result, { xact_id: await head(), rows_restored: 2, rows_deleted: 1 });
  assert.deepEqual(await expected(), { a: 1, b: 2 });
});

test('bt datasets snapshots restore of what is there already', async () => {
  const before = await head();
  const done = await btJson(snapshots('restore', '--name', 'base', '--force'));

  assert.deepEqual(done.result, { xact_id: null, rows_restored: 0, rows_deleted: 0 });
  assert.equal(await head(), before);
});

test('bt datasets snapshots delete', async () => {
  await bt(snapshots('delete', 'same', '--force'));

  assert.deepEqual((await list()).map((one) => one.name), ['base']);
});
