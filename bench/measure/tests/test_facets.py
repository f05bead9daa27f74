"""Tests of what the jobs of facets reckon."""

import unittest

from measure import facets


class EvalsTest(unittest.TestCase):
    def test_each_row_has_two_calls_that_share_the_places(self):
        self.assertEqual(facets.Evals.ideal(1_000, 64), 31.25)

    def test_no_row_is_faster_than_its_two_calls(self):
        self.assertEqual(facets.Evals.ideal(10, 64), 2)

    def test_start_up_is_what_the_short_run_takes_but_for_its_calls(self):
        self.assertEqual(facets.Evals.after_start_up(40.0, 9.0), 33.0)


if __name__ == "__main__":
    unittest.main()
