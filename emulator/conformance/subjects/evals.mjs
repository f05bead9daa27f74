// Eval of the SDK: what it writes is what a reader of experiments has to expect.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { currentSpan, Eval, initDataset } from 'braintrust';
import { ask, byId, fresh, rows } from '../lib/server.mjs';

const project = fresh('evals');
const quiet = {
  progress: { start() {}, increment() {}, stop() {} },
  reporter: { name: 'quiet', reportEval: () => true, reportRun: () => true },
};

function exact({ output, expected }) {
  return { name: 'Answer ok', score: output === expected ? 1 : 0 };
}

function length({ output }) {
  return [{ name: 'Short', score: output.length < 5 ? 1 : 0.5 }, { name: 'Unsure', score: null }];
}

const evaluate = (data, more = {}) =>
  Eval(project, {
    data,
    task: async (input) => {
      currentSpan().log({ metrics: { prompt_tokens: 7 } });
      return input.q.toUpperCase();
    },
    scores: [exact, length],
    ...more,
  }, quiet);

let dataset;
let experiment;

test('Eval runs over a dataset and reports scores', async () => {
  dataset = initDataset({ project, dataset: 'questions' });
  dataset.insert({ id: 'q1', input: { q: 'one' }, expected: 'ONE', metadata: { n: 1 }, tags: ['t'] });
  dataset.insert({ id: 'q2', input: { q: 'sieben' }, expected: 'SEVEN' });
  await dataset.flush();
  const result = await evaluate(
    initDataset({ project, dataset: 'questions' }),
    { experimentName: 'first', metadata: { model: 'm' } });
  experiment = await ask(
    'GET', `/v1/experiment?project_name=${encodeURIComponent(project)}&experiment_name=first`);
  experiment = experiment.objects[0];

  assert.equal(result.summary.scores['Answer ok'].score, 0.5);
  assert.equal(result.summary.scores.Short.score, 0.75);
  assert.deepEqual(result.results.map((one) => one.error), [undefined, undefined]);
});

test('the experiment knows its dataset, the version of it, and its metadata', async () => {
  const newest = (await rows('dataset', await dataset.id)).map((row) => row._xact_id).sort().at(-1);

  assert.equal(experiment.dataset_id, await dataset.id);
  assert.equal(experiment.dataset_version, newest);
  assert.deepEqual(experiment.metadata, { model: 'm' });
});

test('each case is a root with a task span and a span for each scorer', async () => {
  const spans = await rows('experiment', experiment.id);
  const roots = spans.filter((span) => span.is_root);
  const kinds = (root) =>
    spans.filter((span) => span.root_span_id === root.root_span_id && !span.is_root)
      .map((span) => `${span.span_attributes.type} ${span.span_attributes.name}`).sort();

  assert.equal(roots.length, 2);
  for (const root of roots) {
    assert.equal(root.span_attributes.type, 'eval');
    assert.deepEqual(kinds(root), ['score exact', 'score length', 'task task']);
    assert.ok(spans.filter((span) => span.root_span_id === root.root_span_id && !span.is_root)
      .every((span) => span.span_parents[0] === root.span_id));
  }
  assert.equal(spans.length, 8);
});

test('a root carries the case and where it comes from', async () => {
  const records = byId(await rows('dataset', await dataset.id));
  const roots = (await rows('experiment', experiment.id)).filter((span) => span.is_root);
  const q1 = roots.find((root) => root.origin.id === 'q1');

  assert.deepEqual(q1.input, { q: 'one' });
  assert.equal(q1.output, 'ONE');
  assert.equal(q1.expected, 'ONE');
  assert.deepEqual(q1.metadata, { n: 1 });
  assert.deepEqual(q1.tags, ['t']);
  assert.equal(q1.origin.object_type, 'dataset');
  assert.equal(q1.origin.object_id, await dataset.id);
  assert.equal(q1.origin._xact_id, records.q1._xact_id);
  assert.equal(q1.origin.created, records.q1.created);
  assert.deepEqual(roots.map((root) => root.origin.id).sort(), ['q1', 'q2']);
});

test('scores sit on the spans of the scorers', async () => {
  const query = `SELECT scores, span_attributes.purpose AS purpose FROM experiment('${experiment.id}') `
    + `WHERE span_attributes.type = 'score' AND input.expected = 'ONE'`;
  const { data } = await ask('POST', '/btql', { query });
  const scores = Object.assign({}, ...data.map((row) => row.scores));

  assert.deepEqual(scores, { 'Answer ok': 1, Short: 1, Unsure: null });
  assert.deepEqual(data.map((row) => row.purpose), ['scorer', 'scorer']);
});

test('what the task logs is on the span of the task, with times', async () => {
  const tasks = (await rows('experiment', experiment.id))
    .filter((span) => span.span_attributes.type === 'task');

  for (const task of tasks) {
    assert.equal(task.metrics.prompt_tokens, 7);
    assert.ok(task.metrics.end >= task.metrics.start);
  }
});

test('an error of the task is kept, and the other cases go on', async () => {
  const result = await evaluate(
    [{ input: { q: 'fine' }, expected: 'FINE' }, { input: {}, expected: '' }],
    { experimentName: 'broken' });
  const [found] = (await ask(
    'GET', `/v1/experiment?project_name=${encodeURIComponent(project)}&experiment_name=broken`)).objects;
  const roots = (await rows('experiment', found.id)).filter((span) => span.is_root);

  assert.equal(result.results.filter((one) => one.error).length, 1);
  assert.deepEqual(roots.map((root) => /toUpperCase/.test(root.error ?? '')).sort(), [false, true]);
  assert.equal(roots.find((root) => !root.error).output, 'FINE');
});

test('trials of a case are roots of their own with one origin', async () => {
  const result = await evaluate(
    initDataset({ project, dataset: 'questions' }), { experimentName: 'trials', trialCount: 2 });
  const [found] = (await ask(
    'GET', `/v1/experiment?project_name=${encodeURIComponent(project)}&experiment_name=trials`)).objects;
  const roots = (await rows('experiment', found.id)).filter((span) => span.is_root);

  assert.equal(result.results.length, 4);
  assert.deepEqual(roots.map((root) => root.origin.id).sort(), ['q1', 'q1', 'q2', 'q2']);
});
