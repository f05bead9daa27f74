// bt sync carries objects to files and files to objects: what comes back is what there was.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bt, btJson, home } from '../lib/bt.mjs';
import { create, createProject, fresh, insert } from '../lib/server.mjs';

const from = await createProject(fresh('sync from'));
const copies = fresh('sync to');
const to = await createProject(copies);

/** What a push keeps: ids and versions are the server's, and the copy's age is its own (bt 0.12). */
const KEPT = [
  'id', 'span_id', 'root_span_id', 'span_parents', 'is_root', 'span_attributes', 'input', 'output',
  'expected', 'error', 'scores', 'metadata', 'tags', 'metrics', 'origin'];

let folders = 0;

/** Pulls an object into a folder of its own, and answers its lines by id. */
async function pull(object, ...more) {
  const root = `pull-${++folders}`;
  await bt(['sync', 'pull', object, '--root', root, ...more]);
  const lines = files(join(home, root)).filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line !== '');
  return { root, lines, rows: Object.fromEntries(
    lines.map((line) => JSON.parse(line)).map((row) => [row.id, kept(row)])) };
}

function files(folder) {
  return readdirSync(folder).map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? files(path) : [path]));
}

/** bt writes an empty list of parents to rows that have none. */
function kept(row) {
  const fields = KEPT.map((field) => [field, row[field] ?? null]);
  return { ...Object.fromEntries(fields), span_parents: row.span_parents ?? [] };
}

async function push(object, pulled) {
  const [file] = files(join(home, pulled.root)).filter((path) => path.endsWith('.jsonl'));
  await bt([
    'sync', 'push', object, '-p', copies, '--in', join(file, '..'), '--root', `${pulled.root}-push`]);
}

const traces = ['root-1', 'root-2'].flatMap((root, i) => [
  { id: `${root}-row`, span_id: root, root_span_id: root, input: { q: `n${i}`, z: 1, a: 2 }, output: 'ü😀',
    expected: [1, { x: null }], metadata: { model: 'm', n: 9007199254740993n }, tags: ['t'],
    span_attributes: { name: 'eval', type: 'eval' }, metrics: { start: 1.5, end: 2.25 } },
  { id: `${root}-score`, span_id: `${root}-s`, root_span_id: root, span_parents: [root],
    scores: { 'Answer ok': 0.25 }, span_attributes: { name: 'Answer ok', type: 'score' } },
]);

/** JSON with numbers beyond those of JavaScript. */
function json(value) {
  return JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `#${v}#` : v))
    .replace(/"#(\d+)#"/g, '$1');
}

test('a dataset there and back', async () => {
  const source = await create('dataset', from, 'ds');
  await insert('dataset', source, json([
    { id: 'a', input: { z: 'ü😀', a: 1 }, expected: 9007199254740993n, tags: ['x'], metadata: { k: [1.5] },
      origin: { object_type: 'project_logs', object_id: from, id: 'log' } },
    { id: 'b', input: 'plain', expected: null },
  ]));
  const there = await pull(`dataset:${source}`);
  await push('dataset:made by the push', there);
  const back = await pull('dataset:made by the push', '-p', copies);

  assert.deepEqual(Object.keys(there.rows).sort(), ['a', 'b']);
  assert.deepEqual(there.rows.a.input, { z: 'ü😀', a: 1 });
  assert.deepEqual(back.rows, there.rows);
  for (const pulled of [there, back]) {
    assert.match(pulled.lines.join('\n'), /"expected":9007199254740993[,}]/);
  }
});

test('an experiment there and back, with the spans of its traces', async () => {
  const source = await create('experiment', from, 'exp');
  const target = await create('experiment', to, 'exp');
  await insert('experiment', source, json(traces));
  const there = await pull(`experiment:${source}`);
  await push(`experiment:${target}`, there);
  const back = await pull(`experiment:${target}`);

  assert.deepEqual(Object.keys(there.rows).sort(), traces.map((span) => span.id).sort());
  assert.deepEqual(there.rows['root-1-score'].scores, { 'Answer ok': 0.25 });
  assert.equal(there.rows['root-1-score'].is_root, false);
  assert.deepEqual(there.rows['root-1-row'].metrics, { start: 1.5, end: 2.25 });
  assert.deepEqual(back.rows, there.rows);
  assert.match(back.lines.join('\n'), /"n":9007199254740993[,}]/);
});

test('logs there and back', async () => {
  await insert('project_logs', from, json(traces));
  const there = await pull(`project_logs:${from}`);
  await push(`project_logs:${to}`, there);
  const back = await pull(`project_logs:${to}`);

  assert.equal(Object.keys(there.rows).length, traces.length);
  assert.deepEqual(back.rows, there.rows);
});

test('a pull reaches back three days unless it is told to', async () => {
  const source = await create('dataset', from, 'old');
  const days = (n) => new Date(Date.now() - n * 86_400_000).toISOString();
  await insert('dataset', source, [
    { id: 'new', input: 1, created: days(2) }, { id: 'old', input: 2, created: days(4) }]);

  assert.deepEqual(Object.keys((await pull(`dataset:${source}`)).rows), ['new']);
  assert.deepEqual(
    Object.keys((await pull(`dataset:${source}`, '--window', '30d')).rows).sort(), ['new', 'old']);
});

test('a pull takes a hundred traces unless it is told to, from page to page', async () => {
  const source = await create('experiment', from, 'many');
  await insert('experiment', source, Array.from({ length: 230 }, (_, i) => ({ id: `r${i}`, input: i })));
  const few = await pull(`experiment:${source}`);
  const all = await pull(`experiment:${source}`, '--traces', '1000', '--page-size', '50');
  const spans = await pull(`experiment:${source}`, '--spans', '120', '--page-size', '50');

  assert.equal(Object.keys(few.rows).length, 100);
  assert.deepEqual(
    Object.values(all.rows).map((row) => row.input).sort((x, y) => x - y),
    Array.from({ length: 230 }, (_, i) => i));
  assert.ok(spans.lines.length >= 120 && spans.lines.length <= 170, `${spans.lines.length} spans`);
});

test('a pull with a filter', async () => {
  const source = await create('dataset', from, 'filtered');
  await insert('dataset', source, [
    { id: 'a', metadata: { split: 'train' } }, { id: 'b', metadata: { split: "te'st" } }]);

  assert.deepEqual(
    Object.keys((await pull(`dataset:${source}`, '--filter', "metadata.split = 'train'")).rows), ['a']);
});

test('an object by its name', async () => {
  const pulled = await pull('dataset:ds', '-p', from);

  assert.deepEqual(Object.keys(pulled.rows).sort(), ['a', 'b']);
});
