# SPDX-License-Identifier: GPL-3.0-or-later
import check_features
import planted
from planted import LICENCE

TESTS = LICENCE + """
namespace dw::test
{
class MoneyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {}
    void adds_data() {}
    void adds() { if (true) { } }
private:
    void helper() {}
};
class OtherTest : public QObject
{
private Q_SLOTS:
    void runs() {}
};
DW_TEST(MoneyTest)
}
"""


class FeaturesTest(planted.PlantedTest):
    check = staticmethod(check_features.check)

    def tree(self, *rows, header="feature,tests"):
        return {"tests/base/moneytest.cpp": TESTS, "tests/base/CMakeLists.txt": "dealwright_test(base SOURCES x)\n",
                "tests/cli/CMakeLists.txt": "dealwright_test(cli SOURCES x)\n", "packaging/test": "",
                "tests/features.csv": "\n".join((header, *rows)) + "\n"}

    def test_good_rows(self):
        self.accept(self.tree("B1,base:MoneyTest::adds;script:packaging/test", "F1.7,base:MoneyTest::adds",
                              "F1.12,base:MoneyTest::adds", "A3,base:MoneyTest::adds", "U1,base:MoneyTest::adds"))

    def test_tests_that_do_not_exist(self):
        for test in ("base:MoneyTest::subtracts", "base:MoneyTest::helper", "base:MoneyTest::adds_data",
                     "base:MoneyTest::initTestCase", "base:OtherTest::runs", "base:NoTest::runs", "store:MoneyTest::adds",
                     "cli:MoneyTest::adds", "MoneyTest::adds", "base:MoneyTest", "script:tests/none.py",
                     "script:/etc/passwd", "base:MoneyTest::adds;"):
            with self.subTest(test=test):
                self.refuse("tests exist", self.tree(f"F1.7,{test}"))

    def test_broken_tables(self):
        for row in ("F1.7", "F1.7,", ",base:MoneyTest::adds", "F1.7,base:MoneyTest::adds,more"):
            self.refuse("table", self.tree(row))
        self.refuse("table", self.tree("F1.7,base:MoneyTest::adds", "F1.7,base:MoneyTest::adds"))
        self.refuse("table", self.tree("F1.7,base:MoneyTest::adds;base:MoneyTest::adds"))
        self.refuse("table", self.tree("F1.7,base:MoneyTest::adds", header="feature,test"))
        self.refuse("table", self.tree())

    def test_features_that_are_none(self):
        for feature in ("F1", "1.7", "F1.07", "C3", "B1.2", "A0", "the gate", " F1.7"):
            with self.subTest(feature=feature):
                self.refuse("table", self.tree(f"{feature},base:MoneyTest::adds"))
        self.refuse("table", self.tree("F1.12,base:MoneyTest::adds", "F1.7,base:MoneyTest::adds"))
        self.refuse("table", self.tree("A3,base:MoneyTest::adds", "F1.7,base:MoneyTest::adds"))

    def test_nothing_there_yet(self):
        self.assertEqual(len(self.report({}).skipped), 1)


if __name__ == "__main__":
    planted.main()
