// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/computedfields.h"

#include "core/base/text/pinyin.h"
#include "core/base/text/textfold.h"
#include "core/records/recordsource.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dw
{

namespace
{

// Longest first, so that 股份有限公司 goes as a whole.
constexpr std::array ChineseForms{u"股份有限公司", u"有限责任公司", u"集团有限公司", u"有限公司", u"股份公司",
                                  u"集团公司",     u"总公司",       u"分公司",       u"公司",     u"集团"};
constexpr std::array LatinForms{u"incorporated", u"corporation", u"limited", u"company", u"gmbh",
                                u"corp",         u"ltd",         u"llc",     u"inc",     u"plc",
                                u"co",           u"ag",          u"sa",      u"bv"};

}  // namespace

QString companyMatchKey(const QString &name)
{
    const QString folded = foldForSearch(name);
    QStringList words;
    QString word;
    for (const QChar c : folded) {
        if (c.isLetterOrNumber() || c.isSurrogate()) {
            word.append(c);
        } else if (!word.isEmpty()) {
            words.append(word);
            word.clear();
        }
    }
    if (!word.isEmpty())
        words.append(word);
    while (words.size() > 1) {
        const auto form = std::find(LatinForms.begin(), LatinForms.end(), words.last());
        if (form == LatinForms.end())
            break;
        words.removeLast();
    }
    QString key = words.join(QString());
    for (const char16_t *form : ChineseForms) {
        const QStringView suffix(form);
        if (key.size() > suffix.size() && key.endsWith(suffix)) {
            key.chop(suffix.size());
            break;
        }
    }
    return key;
}

Result<void> recompute(const Rulebook &rulebook, Record &record, const RelatedValues &related,
                       const EvaluationContext &context)
{
    const ObjectType &type = record.type();
    // Setting a value parts the record from its copies.
    const auto keep = [&record](int field, Value value) {
        if (record.value(field) != value)
            record.set(field, std::move(value));
    };
    for (int i = 0; i < type.fieldCount(); ++i) {
        const Field &field = type.field(i);
        if (field.computed == Computation::MatchKey)
            keep(i, Value(companyMatchKey(record.value(field.computedFrom).text())));
        else if (field.computed == Computation::Pinyin)
            keep(i, Value(PinyinTable().full(record.value(field.computedFrom).text())));
    }
    for (const auto &[index, formula] : rulebook.rulesOf(type).storedFormulas) {
        DW_ASSIGN(Value value, evaluateStored(*formula, record, related, context));
        keep(index, std::move(value));
    }
    return {};
}

}  // namespace dw
