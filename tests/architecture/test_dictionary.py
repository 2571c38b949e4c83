# SPDX-License-Identifier: GPL-3.0-or-later
import json

import check_dictionary
import planted


class DictionaryTest(planted.PlantedTest):
    check = staticmethod(check_dictionary.check)

    def tree(self, document):
        return {"resources/dictionary/account.json": json.dumps(document, ensure_ascii=False)}

    def test_complete(self):
        self.accept(self.tree({"key": "account", "label_en": "Account", "label_zh": "客户", "fields": [
            {"key": "grade", "label_en": "Grade", "label_zh": "等级", "values": [
                {"key": "a", "label_en": "A", "label_zh": "A 级"}]}]}))

    def test_a_missing_twin(self):
        for part in ({"label_en": "Grade"}, {"label_en": "Grade", "label_zh": " "}, {"label_zh": "等级", "label_en": ""},
                     {"name_en": "Big deals", "label_en": "x", "label_zh": "x"}):
            self.refuse("labels in both languages", self.tree({"fields": [{"key": "grade", **part}]}))

    def test_no_label_at_all(self):
        self.refuse("labels in both languages", self.tree({"fields": [{"key": "grade"}]}))
        self.refuse("labels in both languages", self.tree({"fields": [
            {"key": "grade", "label_en": "Grade", "label_zh": "等级", "values": [{"key": "a"}]}]}))

    def test_broken_json(self):
        self.refuse("well-formed", {"resources/dictionary/account.json": "{"})

    def test_nothing_there_yet(self):
        self.assertEqual(len(self.report({}).skipped), 1)


if __name__ == "__main__":
    planted.main()
