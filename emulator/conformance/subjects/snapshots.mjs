// Snapshots, restores and environments of datasets, by the SDK.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initDataset } from 'braintrust';
import { ask, byId, fresh, rows } from '../lib/server.mjs';

const project = fresh('snapshots');
const open = (more = {}) => initDataset({ project, dataset: 'ds', ...more });

async function expected(dataset) {
  const records = byId(await dataset.fetchedData());
  return Object.fromEntries(Object.entries(records).map(([id, row]) => [id, row.expected]));
}

async function write(change) {
  const dataset = open();
  change(dataset);
  await dataset.flush();
}

test('a snapshot keeps the version at which it was taken', async () => {
  await write((dataset) => {
    dataset.insert({ id: 'a', input: 1, expected: 'one', tags: ['x'], metadata: { k: 1 } });
    dataset.insert({ id: 'b', input: 2, expected: 'two' });
  });
  const snapshot = await open().createSnapshot({ name: 'base', description: 'first' });
  await write((dataset) => {
    dataset.update({ id: 'a', expected: 'ONE', metadata: { l: 2 } });
    dataset.delete('b');
    dataset.insert({ id: 'c', input: 3, expected: 'three' });
  });

  assert.equal(snapshot.name, 'base');
  assert.equal(snapshot.description, 'first');
  assert.equal(snapshot.dataset_id, await open().id);
  assert.deepEqual(await expected(open()), { a: 'ONE', c: 'three' });
  assert.deepEqual(await expected(open({ version: snapshot.xact_id })), { a: 'one', b: 'two' });
  assert.deepEqual(await expected(open({ snapshotName: 'base' })), { a: 'one', b: 'two' });
});

test('a second snapshot of the name is the first, unless it is to be updated', async () => {
  const first = await open().getSnapshot({ snapshotName: 'base' });
  const again = await open().createSnapshot({ name: 'base' });
  const other = await open().createSnapshot({ name: 'now' });
  const moved = await open().createSnapshot({ name: 'now', description: 'moved', update: true });

  assert.deepEqual(again, first);
  assert.equal(moved.id, other.id);
  assert.equal(moved.description, 'moved');
  assert.ok(BigInt(other.xact_id) > BigInt(first.xact_id));
});

test('snapshots are listed, found by name and by version, renamed and deleted', async () => {
  const dataset = open();
  const listed = await dataset.listSnapshots();
  const base = await dataset.getSnapshot({ snapshotName: 'base' });
  const now = listed.find((snapshot) => snapshot.name === 'now');

  assert.deepEqual(listed.map((snapshot) => snapshot.name).sort(), ['base', 'now']);
  assert.deepEqual(await dataset.getSnapshot({ xactId: base.xact_id }), base);
  assert.equal(await dataset.getSnapshot({ snapshotName: 'none' }), undefined);
  const renamed = await dataset.updateSnapshot(now.id, { name: 'later', description: 'd' });
  assert.deepEqual({ ...now, name: 'later', description: 'd' }, renamed);
  assert.equal((await dataset.deleteSnapshot(now.id)).id, now.id);
  assert.deepEqual((await dataset.listSnapshots()).map((snapshot) => snapshot.name), ['base']);
});

test('a restore brings a version back, as a transaction of its own', async () => {
  const dataset = open();
  const base = await dataset.getSnapshot({ snapshotName: 'base' });
  const head = await open().version();

  assert.deepEqual(
    await dataset.restorePreview({ version: base.xact_id }),
    { rows_to_restore: 2, rows_to_delete: 1 });
  assert.equal(await open().version(), head, 'a preview writes nothing');
  const restored = await dataset.restore({ version: base.xact_id });
  assert.equal(restored.rows_restored, 2);
  assert.equal(restored.rows_deleted, 1);
  assert.ok(BigInt(restored.xact_id) > BigInt(head));
  assert.equal(await open().version(), restored.xact_id);
  assert.deepEqual(await expected(open()), { a: 'one', b: 'two' });
  const { a } = byId(await rows('dataset', await dataset.id));
  assert.deepEqual([a.tags, a.metadata], [['x'], { k: 1 }]);
  assert.deepEqual(await expected(open({ version: head })), { a: 'ONE', c: 'three' });
});

test('a restore of what is there already does nothing', async () => {
  const dataset = open();
  const base = await dataset.getSnapshot({ snapshotName: 'base' });
  const head = await open().version();

  assert.deepEqual(
    await dataset.restore({ version: base.xact_id }),
    { xact_id: null, rows_restored: 0, rows_deleted: 0 });
  assert.equal(await open().version(), head);
});

test('an environment names a version', async () => {
  const dataset = open();
  const { xact_id: version } = await dataset.getSnapshot({ snapshotName: 'base' });
  await ask('PUT', `/environment-object/dataset/${await dataset.id}/prod%2Feu`, {
    object_version: version });
  await write((current) => current.delete('a'));

  assert.deepEqual(await expected(open()), { b: 'two' });
  assert.deepEqual(await expected(open({ environment: 'prod/eu' })), { a: 'one', b: 'two' });
  await assert.rejects(() => open({ environment: 'staging' }).fetchedData());
});
