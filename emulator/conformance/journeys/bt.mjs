// node bt.mjs ARGUMENT…: bt in a home of its own; prints what bt prints.
import { bt } from '../lib/bt.mjs';

process.stdout.write(await bt(process.argv.slice(2)));
