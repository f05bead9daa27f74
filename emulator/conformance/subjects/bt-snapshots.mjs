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

async function head() {
  return (await rows('dataset', dataset)).map((row) => row._xact_id).sort().at(-1);
}

test('bt datasets snapshots create takes the head', async () => {
  await insert('dataset', dataset, [{ id: 'a', expected: 1 }, { id: 'b', expected: 2 }]);
  const made = await btJson(snapshots('create', 'base'));

  assert.equal((made.dataset_snapshot ?? made).xact_id, await head());
});

test('bt datasets snapshots create of a taken name changes nothing', async () => {
  const before = await btJson(snapshots('list'));
  await insert('dataset', dataset, [
    { id: 'a', expected: 9 }, { id: 'c', expected: 3 }, { id: 'b', _object_delete: true }]);
  await bt(snapshots('create', 'base'));

  assert.deepEqual(await btJson(snapshots('list')), before);
});

test('bt datasets snapshots create at a version that is named', async () => {
  const [base] = await btJson(snapshots('list'));
  await bt(snapshots('create', 'same', '--xact-id', base.xact_id));
  const listed = await btJson(snapshots('list'));

  assert.deepEqual(listed.map((one) => one.name).sort(), ['base', 'same']);
  assert.equal(new Set(listed.map((one) => one.xact_id)).size, 1);
});

test('bt datasets snapshots restore brings the version back', async () => {
  assert.deepEqual(await expected(), { a: 9, c: 3 });
  const done = await btJson(snapshots('restore', '--name', 'base', '--force'));

  assert.deepEqual(await expected(), { a: 1, b: 2 });
  assert.match(JSON.stringify(done), new RegExp(await head()));
});

test('bt datasets snapshots restore of what is there already', async () => {
  const before = await head();
  await bt(snapshots('restore', '--name', 'base', '--force'));

  assert.equal(await head(), before);
});

test('bt datasets snapshots delete', async () => {
  await bt(snapshots('delete', 'same', '--force'));

  assert.deepEqual((await btJson(snapshots('list'))).map((one) => one.name), ['base']);
});
