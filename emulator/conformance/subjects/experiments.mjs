// Experiments of the SDK: logged by hand, compared, corrected, opened again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { init } from 'braintrust';
import { ask, byId, fresh, rows, url } from '../lib/server.mjs';

const project = fresh('experiments');
const none = { gitMetadataSettings: { collect: 'none' }, setCurrent: false };
const start = (experiment, more = {}) => init({ project, experiment, ...none, ...more });

/** Cases as [input, score, seconds]. */
async function log(experiment, cases) {
  for (const [input, score, seconds] of cases) {
    experiment.log({
      id: `${input}`, input, output: 'o', expected: 'e', scores: { Quality: score },
      metrics: { start: 1000, end: 1000 + seconds }, tags: ['logged'] });
  }
  await experiment.flush();
}

let base;
let better;

test('log writes root spans with the scores on them', async () => {
  base = start('base', { metadata: { prompt: 1 }, tags: ['nightly'], description: 'd' });
  await log(base, [['a', 0.5, 1], ['b', 1, 1], ['c', 0, 4]]);
  const stored = byId(await rows('experiment', await base.id));

  assert.deepEqual(Object.keys(stored).sort(), ['a', 'b', 'c']);
  assert.equal(stored.a.is_root, true);
  assert.match(stored.a.root_span_id, /^[0-9a-f]{32}$/, "W3C ids: a root is not named as its trace");
  assert.deepEqual(stored.a.scores, { Quality: 0.5 });
  assert.deepEqual(stored.a.tags, ['logged']);
  assert.equal(stored.a.experiment_id, await base.id);
});

test('summarize of the only experiment has scores and no comparison', async () => {
  const summary = await base.summarize();

  assert.equal(summary.projectName, project);
  assert.equal(summary.experimentName, 'base');
  assert.equal(
    summary.experimentUrl,
    `${url}/app/demo-org/p/${encodeURIComponent(project)}/experiments/base`);
  assert.equal(summary.comparisonExperimentName, undefined);
  assert.equal(summary.scores.Quality.score, 0.5);
  assert.equal(summary.scores.Quality.name, 'Quality');
});

test('summarize compares with the base case by case', async () => {
  better = start('better', { baseExperiment: 'base' });
  await log(better, [['a', 1, 1], ['b', 0.5, 1], ['c', 0.75, 1], ['d', 1, 1]]);
  const summary = await better.summarize();
  const { score, diff, improvements, regressions } = summary.scores.Quality;

  assert.equal(summary.comparisonExperimentName, 'base');
  assert.equal(score, 0.8125);
  assert.equal(diff, 0.3125);
  assert.equal(improvements, 2);
  assert.equal(regressions, 1);
});

test('summarize compares with any other experiment on demand', async () => {
  const summary = await base.summarize({ comparisonExperimentId: await better.id });

  assert.equal(summary.comparisonExperimentName, 'better');
  assert.equal(summary.scores.Quality.improvements, 1);
  assert.equal(summary.scores.Quality.regressions, 2);
});

test('the base is fetched by id, and by the most recent other one where none is named', async () => {
  assert.equal((await better.fetchBaseExperiment()).id, await base.id);
  assert.equal((await start('third').fetchBaseExperiment()).name, 'better');
});

test('a base that does not exist is not an end', async () => {
  const orphan = start('orphan', { baseExperiment: 'no such thing' });

  assert.match(await orphan.id, /^[0-9a-f-]{36}$/);
});

test('feedback corrects a row, adds a score and a comment, and says who', async () => {
  base.logFeedback({
    id: 'a', expected: { now: 'corrected' }, scores: { Human: 1 }, comment: 'was wrong',
    source: 'app', metadata: { user_id: 'u1' } });
  await base.flush();
  const { a } = byId(await rows('experiment', await base.id));
  const entries = a.audit_data.map((entry) => ({ ...entry.audit_data, source: entry.source }));
  const edit = entries.find((entry) => entry.path?.[0] === 'expected');

  assert.deepEqual(a.expected, { now: 'corrected' });
  assert.deepEqual(a.scores, { Quality: 0.5, Human: 1 });
  assert.equal(edit.action, 'merge');
  assert.equal(edit.source, 'app');
  assert.equal(a.comments.length, 1);
  assert.match(JSON.stringify(a.comments), /was wrong/);
  assert.equal((await rows('experiment', await base.id)).length, 3, 'a comment is no row');
});

test('feedback of an object is merged into what is expected', async () => {
  base.logFeedback({ id: 'a', expected: { also: 1 }, source: 'app' });
  await base.flush();

  assert.deepEqual(byId(await rows('experiment', await base.id)).a.expected, {
    now: 'corrected', also: 1 });
});

test('updateSpan merges into a row', async () => {
  base.updateSpan({ id: 'b', metadata: { reviewed: true }, tags: ['second'] });
  await base.flush();
  const { b } = byId(await rows('experiment', await base.id));

  assert.deepEqual(b.metadata, { reviewed: true });
  assert.deepEqual([...b.tags].sort(), ['logged', 'second']);
  assert.equal(b.output, 'o');
});

test('an experiment is opened to read', async () => {
  const opened = init({ project, experiment: 'base', open: true, ...none });
  const inputs = [];
  for await (const record of opened.fetch()) {
    inputs.push(record.input);
  }

  assert.equal(await opened.id, await base.id);
  assert.deepEqual(inputs.sort(), ['a', 'b', 'c']);
  const cases = [];
  for await (const one of opened.asDataset()) {
    cases.push(one);
  }
  assert.deepEqual(cases.map((one) => one.input).sort(), ['a', 'b', 'c']);
});

test('a taken name makes another experiment, update goes on with the first', async () => {
  const second = start('base');
  const same = start('base', { update: true });

  assert.notEqual(await second.id, await base.id);
  assert.match(await second.name, /^base-/);
  assert.equal(await same.id, await base.id);
});

test('the commit of the repository is kept', async () => {
  const repoInfo = { commit: 'a'.repeat(40), branch: 'main' };
  const here = start('on commit', { repoInfo });
  const stored = await ask('GET', `/v1/experiment/${await here.id}`);

  assert.equal(stored.commit, repoInfo.commit);
  assert.deepEqual(stored.repo_info, repoInfo);
});
