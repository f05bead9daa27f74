// The logger of the SDK: traces of a running application.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Attachment, flush, initLogger, permalink, traced, wrapTraced } from 'braintrust';
import { ask, byId, fresh, rows, url } from '../lib/server.mjs';

const project = fresh('logs');
const logger = initLogger({ projectName: project, asyncFlush: true });
const log = (event) => logger.log(event, { allowConcurrentWithSpans: true });
let projectId;

async function stored() {
  await logger.flush();
  projectId = (await logger.project).id;
  return await rows('project_logs', projectId);
}

test('log writes a root span', async () => {
  const id = log({
    input: 'hi', output: { text: 'ho' }, metadata: { user: 'u' }, tags: ['greeting'],
    scores: { ok: 1 }, metrics: { start: 10.5, end: 11.25 } });
  const row = byId(await stored())[id];

  assert.equal(row.input, 'hi');
  assert.deepEqual(row.output, { text: 'ho' });
  assert.deepEqual(row.tags, ['greeting']);
  assert.deepEqual(row.scores, { ok: 1 });
  assert.equal(row.log_id, 'g');
  assert.equal(row.is_root, true);
  assert.equal(row.project_id, projectId);
  assert.deepEqual([row.metrics.start, row.metrics.end], [10.5, 11.25]);
});

let trace;

test('traced calls become a tree of spans', async () => {
  const look = wrapTraced(async function look(what) {
    return what.length;
  });
  await logger.traced(async (root) => {
    trace = { root: root.id, slug: await root.export(), link: root };
    root.log({ input: 'question' });
    await traced(async (span) => {
      trace.llm = span.id;
      span.log({ input: [{ role: 'user', content: 'q' }], output: 'a', metrics: { tokens: 3 } });
      await look('abc');
    }, { name: 'chat', type: 'llm' });
    root.log({ output: 'answer', metadata: { model: 'm' } });
  }, { name: 'request' });
  const spans = await stored();
  const named = byId(spans);
  const root = named[trace.root];
  const llm = named[trace.llm];
  const tool = spans.find((span) => span.span_attributes?.name === 'look');

  assert.deepEqual([root.input, root.output], ['question', 'answer']);
  assert.equal(root.span_attributes.name, 'request');
  assert.equal(root.is_root, true);
  assert.deepEqual(llm.span_parents, [root.span_id]);
  assert.equal(llm.span_attributes.type, 'llm');
  assert.equal(llm.is_root, false);
  assert.equal(llm.metrics.tokens, 3);
  assert.deepEqual(tool.span_parents, [llm.span_id]);
  assert.equal(tool.root_span_id, root.root_span_id);
  assert.deepEqual([tool.input, tool.output], [['abc'], 3]);
});

test('an exported span takes children and gives its link', async () => {
  const child = await traced(
    (span) => {
      span.log({ input: 'later' });
      return span;
    },
    { name: 'elsewhere', parent: trace.slug });
  await flush();
  const named = byId(await stored());

  assert.equal(named[child.id].root_span_id, named[trace.root].root_span_id);
  const link = new URL(await permalink(trace.slug));
  assert.equal(link.origin, url);
  assert.equal(link.pathname, '/app/demo-org/object');
  assert.deepEqual(Object.fromEntries(link.searchParams), {
    object_type: 'project_logs', object_id: projectId, id: trace.root });
});

test('feedback adds to the span', async () => {
  logger.logFeedback({
    id: trace.root, scores: { liked: 0 }, comment: 'no', tags: ['bad'], metadata: { who: 'x' } });
  const row = byId(await stored())[trace.root];

  assert.deepEqual(row.scores, { liked: 0 });
  assert.deepEqual(row.tags, ['bad']);
  assert.equal(row.output, 'answer');
  assert.deepEqual(row.metadata, { model: 'm' });
  assert.match(JSON.stringify(row.comments), /"no"/);
  assert.equal(row.audit_data.at(-1).source, 'external');
});

test('an error is logged with its span', async () => {
  await assert.rejects(
    logger.traced(async (span) => {
      trace.failed = span.id;
      throw new Error('out of luck');
    }),
    /out of luck/);

  assert.match(byId(await stored())[trace.failed].error, /out of luck/);
});

test('an attachment is uploaded, and found again by its reference', async () => {
  const bytes = Buffer.from('ünï\u0000code', 'utf8');
  const attachment = new Attachment({
    data: new Blob([bytes]), filename: 'notes ü.txt', contentType: 'text/plain' });
  const id = log({ input: { file: attachment } });
  const row = byId(await stored())[id];
  const reference = row.input.file;
  const { key, filename, content_type } = reference;
  const { org_id } = row;
  const found = await ask(
    'GET', `/attachment?${new URLSearchParams({ key, filename, content_type, org_id })}`);

  assert.equal(reference.type, 'braintrust_attachment');
  assert.equal(filename, 'notes ü.txt');
  assert.equal(found.status.upload_status, 'done');
  const answer = await fetch(found.downloadUrl);
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), bytes);
});

test('a row larger than a request goes the way of the overflow', async () => {
  const big = 'x'.repeat(7 << 20);
  const id = log({ input: 'big', output: big });
  const row = byId(await stored())[id];

  assert.equal(row.output.length, big.length);
});

test('many rows arrive in the batches of the SDK, each once', async () => {
  const ids = new Set(Array.from({ length: 350 }, (_, i) => log({ input: { n: i } })));
  const written = (await stored()).filter((row) => ids.has(row.id));

  assert.equal(written.length, 350);
  assert.deepEqual(
    written.map((row) => row.input.n).sort((x, y) => x - y), Array.from({ length: 350 }, (_, i) => i));
});
