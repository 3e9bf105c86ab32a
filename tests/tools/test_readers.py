"""readers.toml says what is so: the versions are the installed ones, and each row's test is there (what it did is seen in hand_off.py)."""

import unittest

from readers import installed, is_installed, readers


class Readers(unittest.TestCase):
    def test_the_versions_are_the_installed_ones(self) -> None:
        for reader in readers():
            with self.subTest(reader.tool):
                there = installed(reader.source, reader.package)
                self.assertTrue(is_installed(reader), f"{reader.package}: {there} is installed, not {reader.version}")

    def test_each_has_a_test_and_stands_there_once(self) -> None:
        for reader in readers():
            with self.subTest(reader.test):
                found = unittest.defaultTestLoader.loadTestsFromName(reader.test)
                self.assertEqual([test.id() for test in found], [reader.test])
        rows = [(reader.tool, reader.form) for reader in readers()]
        self.assertEqual(len(rows), len(set(rows)))


if __name__ == "__main__":
    unittest.main()
