// Datasets of the SDK: records go in, are changed, are read back and counted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initDataset } from 'braintrust';
import { byId, fresh, rows, url } from '../lib/server.mjs';

const project = fresh('datasets');
const open = (more = {}) => initDataset({ project, dataset: 'gold / set', ...more });

async function records(dataset) {
  const list = [];
  for await (const record of dataset) {
    list.push(record);
  }
  return byId(list);
}

test('initDataset makes the project and the dataset, and finds them again', async () => {
  const made = open({ description: 'answers', metadata: { owner: 'qa' } });
  const again = open({ description: 'ignored' });

  assert.match(await made.id, /^[0-9a-f-]{36}$/);
  assert.equal(await again.id, await made.id);
  assert.equal(await made.name, 'gold / set');
  assert.equal((await made.project).name, project);
});

test('initDataset opens a dataset by its id alone', async () => {
  const byName = open();
  const opened = initDataset({ datasetId: await byName.id });

  assert.equal(await opened.name, 'gold / set');
  assert.equal((await opened.project).id, (await byName.project).id);
  await assert.rejects(
    async () => await initDataset({ datasetId: '00000000-0000-4000-8000-00000000dead' }).name,
    /not found/);
});

test('a dataset without a name is a new one each time', async () => {
  const [one, other] = [initDataset(project), initDataset(project)];

  assert.notEqual(await one.name, await other.name);
  assert.notEqual(await one.id, await other.id);
});

test('inserted records are read back as they were sent', async () => {
  const dataset = open();
  const origin = { object_type: 'project_logs', object_id: (await dataset.project).id, id: 'log-1' };
  const sent = {
    id: 'a', input: { z: 1, a: [1.5, null, 'ü😀'] }, expected: { n: 0 },
    metadata: { split: 'train', deep: { x: 1 } }, tags: ['gold', 'new'], origin };
  dataset.insert(sent);
  const made = dataset.insert({ input: 'second', expected: false });
  dataset.insert({ id: 'c', input: 'third' });
  await dataset.flush();

  const read = await records(dataset);
  assert.deepEqual(Object.keys(read).sort(), ['a', 'c', made].sort());
  for (const [field, value] of Object.entries(sent)) {
    assert.deepEqual(read.a[field], value, field);
  }
  assert.equal(JSON.stringify(read.a.input), JSON.stringify(sent.input), 'the order of keys');
  assert.equal(read[made].expected, false);
  assert.equal(read.c.dataset_id, await dataset.id);
  assert.equal(read.c.is_root, true);
});

test('update merges: fields that were not sent stay, objects are merged, tags united', async () => {
  const dataset = open();
  const before = (await records(dataset)).a;
  dataset.update({ id: 'a', expected: { m: 1 }, metadata: { deep: { y: 2 } }, tags: ['seen'] });
  await dataset.flush();

  const after = (await records(open())).a;
  assert.deepEqual(after.expected, { n: 0, m: 1 });
  assert.deepEqual(after.metadata, { split: 'train', deep: { x: 1, y: 2 } });
  assert.deepEqual([...after.tags].sort(), ['gold', 'new', 'seen']);
  assert.deepEqual(after.input, before.input);
  assert.equal(after.created, before.created);
  assert.equal(after._pagination_key, before._pagination_key);
  assert.ok(after._xact_id > before._xact_id);
});

test('insert of an id that is there replaces the record', async () => {
  const dataset = open();
  dataset.insert({ id: 'c', input: 'third, anew', metadata: { v: 2 } });
  await dataset.flush();

  const after = (await records(open())).c;
  assert.equal(after.input, 'third, anew');
  assert.deepEqual(after.metadata, { v: 2 });
  assert.equal(after.expected, null);
});

test('a pinned version shows the dataset as it was, deletions too', async () => {
  const version = await open().version();
  const dataset = open();
  dataset.delete('c');
  await dataset.flush();

  assert.ok(!('c' in (await records(open()))));
  const old = await records(open({ version }));
  assert.equal(old.c.input, 'third, anew');
  assert.equal(await open({ version }).version(), version);
});

test('version is the newest transaction of the records', async () => {
  const stored = await rows('dataset', await open().id);

  assert.equal(await open().version(), stored.map((row) => row._xact_id).sort().at(-1));
});

test('summarize counts, and says where to look', async () => {
  const dataset = open();
  dataset.insert({ id: 'd', input: 'fourth' });
  const summary = await dataset.summarize();

  assert.deepEqual(summary.dataSummary, { newRecords: 1, totalRecords: 3 });
  assert.equal(
    summary.datasetUrl,
    `${url}/app/demo-org/p/${encodeURIComponent(project)}/datasets/gold%20%2F%20set`);
});

test('a read in batches gives every record once', async () => {
  const dataset = initDataset({ project, dataset: 'many' });
  for (let i = 0; i < 250; i++) {
    dataset.insert({ id: `r${i}`, input: i });
  }
  await dataset.flush();

  const inputs = [];
  for await (const record of dataset.fetch({ batchSize: 60 })) {
    inputs.push(record.input);
  }
  assert.deepEqual(inputs.sort((x, y) => x - y), Array.from({ length: 250 }, (_, i) => i));
});
