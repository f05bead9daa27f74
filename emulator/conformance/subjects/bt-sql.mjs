// The SQL that Braintrust documents, sent by bt, which checks the shape of each answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { btJson } from '../lib/bt.mjs';
import { create, createProject, fresh, insert } from '../lib/server.mjs';

const projectId = await createProject(fresh('bt sql'));
const dataset = await create('dataset', projectId, 'ds');
const experiment = await create('experiment', projectId, 'exp');
const logs = `project_logs('${projectId}')`;
const recent = 'created >= NOW() - INTERVAL 7 DAY';

await insert('project_logs', projectId, [
  span('a', { hour: '10:05', type: 'llm', tokens: 10, seconds: 1, config: { name: 'm1', size: 7 }, tags: ['x', 'y'] }),
  span('b', { hour: '10:50', type: 'llm', tokens: 20, seconds: 2, config: { name: 'm2', size: 9 }, tags: ['y'] }),
  span('c', { hour: '11:10', type: 'llm', tokens: 30, seconds: 9, config: { name: 'm1', size: 7 } }),
  span('d', { hour: '11:20', type: 'tool', tokens: 1, seconds: 4, error: 'Timeout after 5_s' }),
]);
await insert('experiment', experiment, [
  { id: '1', scores: { 'Answer ok': 1, Short: 0.5 }, input: { q: 'one' } },
  { id: '2', scores: { 'Answer ok': 0, Short: 1 }, input: { q: 'two' } },
  { id: '3', scores: { 'Answer ok': 1 }, input: { q: 'three' } },
]);
await insert('dataset', dataset, [
  { id: 'r1', input: 'It\'s one', expected: 'A', tags: ['gold'] },
  { id: 'r2', input: 'two', expected: 'B', metadata: { split: 'test' } },
]);

function day() {
  return new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
}

function span(id, { hour, type, tokens, seconds, config, tags, error }) {
  return {
    id, created: `${day()}T${hour}:00Z`, tags, error, metadata: config && { config },
    span_attributes: { name: id, type }, metrics: { start: 100, end: 100 + seconds, tokens } };
}

async function sql(query) {
  const answer = await btJson(['sql', '--non-interactive', query]);
  assert.equal(answer.schema.type, 'array');
  return answer.data;
}

test('filters and order', async () => {
  const data = await sql(
    `SELECT id FROM ${logs} WHERE ${recent} AND span_attributes.type = 'llm'`
    + ` AND metrics.tokens BETWEEN 15 AND 40 ORDER BY created DESC LIMIT 10`);

  assert.deepEqual(data, [{ id: 'c' }, { id: 'b' }]);
});

test('a quote in a text is doubled; LIKE and ILIKE', async () => {
  assert.deepEqual(
    await sql(`SELECT id FROM dataset('${dataset}') WHERE ${recent} AND input = 'It''s one'`),
    [{ id: 'r1' }]);
  assert.deepEqual(
    await sql(`SELECT id FROM dataset('${dataset}') WHERE ${recent} AND input ILIKE 'it%ONE'`),
    [{ id: 'r1' }]);
});

test('group by hour and kind, with counts and a percentile of a difference', async () => {
  const data = await sql(
    `SELECT date_trunc('hour', created) AS h, span_attributes.type AS t, count(1) AS n,`
    + ` percentile(metrics.end - metrics.start, 0.95) AS p95 FROM ${logs} WHERE ${recent}`
    + ` GROUP BY date_trunc('hour', created), span_attributes.type ORDER BY h, t`);

  assert.deepEqual(
    data.map(({ h, t, n }) => [h.slice(11, 16), t, n]),
    [['10:00', 'llm', 2], ['11:00', 'llm', 1], ['11:00', 'tool', 1]]);
  assert.ok(data[0].p95 > 1 && data[0].p95 <= 2, `p95 ${data[0].p95}`);
  assert.deepEqual(data.slice(1).map((row) => Math.round(row.p95)), [9, 4]);
});

test('a choice by ? and :', async () => {
  const data = await sql(
    `SELECT id, metrics.tokens > 15 ? 'big' : 'small' AS size FROM ${logs}`
    + ` WHERE ${recent} ORDER BY id`);

  assert.deepEqual(data.map((row) => row.size), ['small', 'big', 'big', 'small']);
});

test('nested paths, and aliases that follow from them', async () => {
  const data = await sql(
    `SELECT metadata.config.name, metadata.config.size AS s FROM ${logs}`
    + ` WHERE ${recent} AND metadata.config.size >= 8`);

  assert.deepEqual(data, [{ name: 'm2', s: 9 }]);
});

test('a score whose name has a space', async () => {
  const data = await sql(
    `SELECT avg(scores['Answer ok']) AS ok, sum(scores.Short) AS short FROM`
    + ` experiment('${experiment}') WHERE ${recent} AND scores['Answer ok'] IS NOT NULL`);

  assert.equal(data[0].ok.toFixed(4), '0.6667');
  assert.equal(data[0].short, 1.5);
});

test('items of a list by their place, from both ends', async () => {
  const data = await sql(
    `SELECT id, tags[0] AS first, tags[-1] AS last FROM ${logs}`
    + ` WHERE ${recent} AND tags[0] IS NOT NULL ORDER BY id`);

  assert.deepEqual(data, [
    { id: 'a', first: 'x', last: 'y' }, { id: 'b', first: 'y', last: 'y' }]);
});

test('membership of a list', async () => {
  assert.deepEqual(
    await sql(`SELECT id FROM ${logs} WHERE ${recent} AND tags IN ('x')`), [{ id: 'a' }]);
});

test('unpivot makes a row of each score', async () => {
  const data = await sql(
    `SELECT name, avg(score) AS mean, count(1) AS n FROM experiment('${experiment}')`
    + ` UNPIVOT (score FOR name IN (scores)) WHERE ${recent} GROUP BY name ORDER BY name`);

  assert.deepEqual(data.map((row) => [row.name, Number(row.mean.toFixed(3)), row.n]), [
    ['Answer ok', 0.667, 3], ['Short', 0.75, 2]]);
});

test('count of distinct values, in both spellings, and HAVING', async () => {
  assert.deepEqual(
    await sql(
      `SELECT count(DISTINCT metadata.config.name) AS a, count_distinct(span_attributes.type) AS b`
      + ` FROM ${logs} WHERE ${recent}`),
    [{ a: 2, b: 2 }]);
  assert.deepEqual(
    await sql(
      `SELECT span_attributes.type AS t FROM ${logs} WHERE ${recent}`
      + ` GROUP BY span_attributes.type HAVING count(1) > 2`),
    [{ t: 'llm' }]);
});

test('MATCH looks for whole words in their order', async () => {
  const match = (words) =>
    sql(`SELECT id FROM ${logs} WHERE ${recent} AND error MATCH '${words}'`);

  assert.deepEqual(await match('timeout after'), [{ id: 'd' }]);
  assert.deepEqual(await match('after 5'), [{ id: 'd' }]);
  assert.deepEqual(await match('after timeout'), []);
  assert.deepEqual(await match('time'), []);
});

test('functions of values', async () => {
  const data = await sql(
    `SELECT upper(id) AS u, coalesce(error, 'none') AS e, greatest(metrics.tokens, 5) AS g,`
    + ` round(metrics.tokens / 3, 2) AS r FROM ${logs} WHERE ${recent} ORDER BY id LIMIT 1`);

  assert.deepEqual(data, [{ u: 'A', e: 'none', g: 10, r: 3.33 }]);
});

test('an answer has a cursor, and the next page begins behind it', async () => {
  const page = async (rest) =>
    await btJson(['sql', `SELECT id FROM ${logs} WHERE ${recent} LIMIT 3 ${rest}`]);
  const first = await page('');
  const second = await page(`OFFSET '${first.cursor}'`);

  assert.deepEqual([...first.data, ...second.data].map((row) => row.id).sort(), ['a', 'b', 'c', 'd']);
});
