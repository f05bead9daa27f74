import pathlib
import tempfile
import unittest

from measure import compare


class CompareTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.ours = pathlib.Path(folder.name, "ours")
        self.theirs = pathlib.Path(folder.name, "theirs")

    def same(self, ours, theirs, expected):
        self.ours.write_text("".join(line + "\n" for line in ours))
        self.theirs.write_text("".join(line + "\n" for line in theirs))
        return compare.records(self.ours, self.theirs, expected)

    def test_spelling_and_order_make_no_difference(self):
        ours = ['{"root_span_id":"b","input":{"x":1,"y":2}}', '{"root_span_id":"a"}']
        theirs = ['{"root_span_id": "b", "input": {"y": 2, "x": 1}}']

        self.assertEqual(self.same(ours, theirs, 2), 1)

    def test_another_value_is_found(self):
        with self.assertRaisesRegex(compare.Differs, "record a is not the same"):
            self.same(['{"root_span_id":"a","n":1}'], ['{"root_span_id":"a","n":2}'], 1)

    def test_a_record_too_few_is_found(self):
        with self.assertRaisesRegex(compare.Differs, "1 records, and not 2"):
            self.same(['{"root_span_id":"a"}'], [], 2)

    def test_a_record_that_ours_has_twice_is_found(self):
        twice = ['{"root_span_id":"a"}', '{"root_span_id":"a"}']
        with self.assertRaisesRegex(compare.Differs, "record a is there twice"):
            self.same(twice, [], 2)

    def test_a_row_that_was_not_written_is_found(self):
        with self.assertRaisesRegex(compare.Differs, "row r is not the same"):
            compare.same_states({("d", "r"): "old"}, {("d", "r"): "new"}, [("d", "r")])


if __name__ == "__main__":
    unittest.main()
