// The server under test, asked without any client in between: what a client wrote is checked here.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

export const url = loopback('BRAINTRUST_API_URL');
loopback('BRAINTRUST_APP_URL');
const key = process.env.BRAINTRUST_API_KEY ?? 'local';
process.env.BRAINTRUST_API_KEY = key;

/** These scripts create and delete: they are for a local server alone. */
function loopback(name) {
  const value = process.env[name];
  if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(value ?? '')) {
    throw new Error(`${name} must be http://127.0.0.1:PORT, got ${value}`);
  }
  return value;
}

/** A name that no earlier run has used: the server keeps its data. */
export function fresh(name) {
  return `${name} ${randomUUID().slice(0, 8)}`;
}

export async function send(method, path, body) {
  const answer = await fetch(url + path, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** The JSON of an answer that has to be a success. */
export async function ask(method, path, body) {
  const answer = await send(method, path, body);
  assert.equal(answer.status, 200, `${method} ${path}: ${answer.text}`);
  return JSON.parse(answer.text);
}

export async function createProject(name) {
  return (await ask('POST', '/v1/project', { name })).id;
}

export async function create(kind, projectId, name, more = {}) {
  return (await ask('POST', `/v1/${kind}`, { project_id: projectId, name, ...more })).id;
}

export async function insert(kind, id, events) {
  const body = typeof events === 'string' ? `{"events":${events}}` : { events };
  return await ask('POST', `/v1/${kind}/${id}/insert`, body);
}

/** The rows of an object, by SQL. */
export async function rows(kind, id, rest = '') {
  const query = `SELECT * FROM ${kind}('${id}') ${rest}`;
  return (await ask('POST', '/btql', { query })).data;
}

export function byId(list) {
  return Object.fromEntries(list.map((row) => [row.id, row]));
}
