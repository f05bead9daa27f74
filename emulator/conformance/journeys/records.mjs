// node records.mjs PROJECT DATASET: the records as the SDK reads them, one JSON a line.
import { initDataset } from 'braintrust';

const [project, dataset] = process.argv.slice(2);
for await (const { id, input, expected, metadata, tags } of initDataset({ project, dataset })) {
  console.log(JSON.stringify({ id, input, expected, metadata, tags }));
}
