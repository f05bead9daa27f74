"""Tests of how two findings are compared."""

import unittest

from measure import discover


class DifferencesTest(unittest.TestCase):
    def test_the_same_have_none(self):
        self.assertEqual(discover.differences({"a": [1, {"b": 2}]}, {"a": [1, {"b": 2}]}), [])

    def test_a_percentile_may_be_one_of_a_hundred_off(self):
        def findings(p50):
            return {"scores": [{"percentiles": {"p50": p50}}]}

        self.assertEqual(discover.differences(findings(1.0), findings(1.009)), [])
        self.assertEqual(
            discover.differences(findings(1.0), findings(1.03)), ["/scores/0/percentiles/p50"]
        )

    def test_a_percentile_that_is_missing_is_found(self):
        self.assertEqual(
            discover.differences({"percentiles": {"p50": 1}}, {"percentiles": {}}),
            ["/percentiles/p50"],
        )

    def test_another_count_is_found(self):
        self.assertEqual(discover.differences({"a": 1000}, {"a": 1001}), ["/a"])

    def test_what_only_one_has_is_found(self):
        self.assertEqual(discover.differences({"a": 1}, {"a": 1, "b": 2}), ["/b"])
        self.assertEqual(discover.differences({"a": [1]}, {"a": [1, 2]}), ["/a"])


if __name__ == "__main__":
    unittest.main()
