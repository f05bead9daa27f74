// node correct.mjs PROJECT EXPERIMENT EXPECTED: corrects the case with input.a = 1, as a person does in the app.
import { init } from 'braintrust';

const [project, experiment, expected] = process.argv.slice(2);
let row;
for await (const span of init({ project, experiment, open: true }).fetch()) {
  row = span.is_root && span.input?.a === 1 ? span.id : row;
}
const opened = init({
  project, experiment, update: true, gitMetadataSettings: { collect: 'none' }, setCurrent: false });
opened.logFeedback({
  id: row, expected: JSON.parse(expected), comment: 'see the size chart', source: 'app',
  metadata: { user_id: 'reviewer' } });
await opened.flush();
