// node evaluate.mjs PROJECT: a dataset, an Eval over it, and the ids of both as JSON.
import { Eval, initDataset } from 'braintrust';

const [project] = process.argv.slice(2);
const dataset = initDataset({ project, dataset: 'questions' });
dataset.insert({ id: 'q1', input: { z: 'Größe?', a: 1 }, expected: 'M', tags: ['keep'], metadata: { n: 1 } });
dataset.insert({ id: 'q2', input: { z: 'colour?', a: 2 }, expected: { name: 'blue', rgb: [0, 0, 1] } });
await dataset.flush();

await Eval(project, {
  experimentName: 'run',
  data: initDataset({ project, dataset: 'questions' }),
  task: (input) => (input.a === 1 ? 'M' : 'red'),
  scores: [
    ({ output, expected }) => ({ name: 'Answer ok', score: output === expected ? 1 : 0 }),
    () => ({ name: 'Polite', score: 0.5 }),
  ],
}, {
  progress: { start() {}, increment() {}, stop() {} },
  reporter: { name: 'quiet', reportEval: () => true, reportRun: () => true },
});
console.log(JSON.stringify({ dataset: await dataset.id }));
