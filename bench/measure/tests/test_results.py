import pathlib
import tempfile
import unittest

from measure import results

ROW = {"text": "a job", "target": "≥ 2 ×", "figure": "3.0 ×", "good": True, "command": ["a | b"]}


class ResultsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.table = pathlib.Path(folder.name, "results.md")

    def test_a_job_that_is_measured_again_replaces_its_row_and_no_other(self):
        first = results.Results(self.table)
        first.put("one", ROW)
        first.put("two", {**ROW, "text": "another job"})

        again = results.Results(self.table)
        again.put("one", {**ROW, "figure": "1.0 ×", "good": False})
        again.write(["two", "one"])

        rows = [line for line in self.table.read_text().splitlines() if line.startswith("| a")]
        self.assertEqual(len(rows), 2)
        self.assertIn("another job", rows[0])
        self.assertIn("1.0 × ✗ not reached", rows[1])


if __name__ == "__main__":
    unittest.main()
