import unittest

from measure import figures


class FiguresTest(unittest.TestCase):
    def test_what_was_measured_in_part_is_scaled_and_the_rest_is_not(self):
        phases = {
            "find": {"seconds": 1.0, "requests": 2},
            "read": {"seconds": 30.0, "requests": 100},
            "write": {"seconds": 5.0, "requests": 50},
        }

        whole = figures.scaled(phases, {"read": figures.factor(1000, 100), "write": 1})

        self.assertEqual(whole, 1.0 + 300.0 + 5.0)

    def test_a_phase_that_sent_more_than_was_reckoned_with_is_not_shrunk(self):
        self.assertEqual(figures.factor(100, 101), 1.0)

    def test_several_runs_are_shown_with_their_spread_and_one_without(self):
        self.assertEqual(figures.text([3.0, 1.0, 2.0]), "1.0–2.0–3.0")
        self.assertEqual(figures.text([2.0]), "2.0")


if __name__ == "__main__":
    unittest.main()
