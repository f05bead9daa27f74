// Runs the subjects named on the command line, or all of them, against the server of BRAINTRUST_API_URL.
import { readdirSync } from 'node:fs';

const folder = new URL('subjects/', import.meta.url);
const all = readdirSync(folder)
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.slice(0, -'.mjs'.length))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  throw new Error(`unknown subject ${unknown.join(', ')}; there are ${all.join(', ')}`);
}
for (const name of wanted.length > 0 ? wanted : all) {
  await import(new URL(`${name}.mjs`, folder));
}
