// The official command line, in a home of its own, and with no host but the server under test.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { url } from './server.mjs';

const binary = join(
  dirname(createRequire(import.meta.url).resolve(
    `@braintrust/bt-${process.platform}-${process.arch}/package.json`)),
  'bin', 'bt');

export const home = mkdtempSync(join(tmpdir(), 'bt-home-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));

const environment = {
  PATH: process.env.PATH,
  HOME: home,
  XDG_CONFIG_HOME: join(home, 'config'),
  XDG_CACHE_HOME: join(home, 'cache'),
  XDG_DATA_HOME: join(home, 'data'),
  XDG_STATE_HOME: join(home, 'state'),
  BRAINTRUST_API_URL: url,
  BRAINTRUST_APP_URL: url,
  BRAINTRUST_API_KEY: process.env.BRAINTRUST_API_KEY,
  BRAINTRUST_NO_COLOR: '1',
  BRAINTRUST_NO_INPUT: '1',
};

/** Runs bt in its home, and waits for its end. */
export function run(args, input = '') {
  return new Promise((resolve) => {
    const child = execFile(
      binary, args, { env: environment, cwd: home, maxBuffer: 64 << 20 },
      (error, stdout, stderr) => resolve({ code: error ? error.code : 0, stdout, stderr }));
    child.stdin.on('error', onlyUnread);
    child.stdin.end(input);
  });
}

/** bt may end before it has read its input; how it went is told by its exit code. */
function onlyUnread(error) {
  if (error.code !== 'EPIPE') {
    throw error;
  }
}

/** The output of a command that has to succeed. */
export async function bt(args, input) {
  const ended = await run(args, input);
  assert.equal(ended.code, 0, `bt ${args.join(' ')}\n${ended.stdout}${ended.stderr}`);
  return ended.stdout;
}

/** The JSON that a command that has to succeed prints. */
export async function btJson(args, input) {
  return JSON.parse(await bt([...args, '--json'], input));
}
