// Functions and prompts as the SDK publishes them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projects } from 'braintrust';
import { ask, createProject, fresh, send } from '../lib/server.mjs';

const name = fresh('functions');
const path = `/v1/function?project_name=${encodeURIComponent(name)}`;

async function publish(content, ifExists) {
  const project = projects.create({ name });
  project.prompts.create({
    name: 'Greeting', slug: 'greeting', model: 'm', ifExists,
    messages: [{ role: 'user', content }] });
  await project.publish();
}

test('prompts of the SDK are published', async () => {
  await publish('Hello {{name}}');
  const { objects } = await ask('GET', path);

  assert.equal(objects.length, 1);
  assert.equal(objects[0].slug, 'greeting');
  assert.equal(objects[0].function_data.type, 'prompt');
  assert.equal(objects[0].prompt_data.prompt.messages[0].content, 'Hello {{name}}');
  assert.equal(objects[0].prompt_data.options.model, 'm');
});

test('a taken slug is refused, ignored or replaced as the SDK asks', async () => {
  const [before] = (await ask('GET', path)).objects;
  await assert.rejects(publish('again', 'error'), /greeting/);
  await publish('ignored', 'ignore');
  assert.deepEqual((await ask('GET', path)).objects, [before]);
  await publish('new', 'replace');
  const [after] = (await ask('GET', path)).objects;

  assert.equal(after.id, before.id);
  assert.equal(after.prompt_data.prompt.messages[0].content, 'new');
  assert.ok(after._xact_id > before._xact_id);
});

test('facets are written in bulk, and found by their slug', async () => {
  const projectId = await createProject(name);
  const facet = (slug, more = {}) => ({
    project_id: projectId, name: slug, slug, function_type: 'facet', if_exists: 'replace',
    function_data: { type: 'facet', prompt: 'What?', model: 'brain-facet-latest' }, ...more });
  const written = await ask('POST', '/insert-functions', {
    functions: [facet('issues'), facet('task', { description: 'd' })] });

  assert.deepEqual(written.functions.map((one) => one.slug), ['issues', 'task']);
  const { objects } = await ask('GET', `${path}&slug=task`);
  assert.equal(objects[0].description, 'd');
  assert.equal(objects[0].function_data.prompt, 'What?');
  assert.equal((await send('POST', '/insert-functions', {
    functions: [facet('other'), facet('issues', { if_exists: 'error' })] })).status, 400);
  assert.equal((await ask('GET', `${path}&slug=other`)).objects.length, 0, 'all or nothing');
});
