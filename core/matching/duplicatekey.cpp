// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/duplicatekey.h"

#include "core/base/text/textfold.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace dw
{

namespace
{

struct Known
{
    const char16_t *object;
    const char16_t *field;
    int score;  // 0: says nothing by itself
    const char16_t *with = nullptr;
    bool foundByWith = false;
};

// A landline and a website are often those of a whole group, a short name is
// anybody's.
constexpr std::array KnownKeys{
    Known{u"account", u"tax_no", 95},
    Known{u"account", u"name_key", 90},
    Known{u"account", u"website", 60},
    Known{u"account", u"phone", 60},
    Known{u"account", u"name", 0},
    Known{u"account", u"short_name", 0},
    Known{u"account", u"name_en", 60},
    Known{u"contact", u"id_number", 95},
    Known{u"contact", u"mobile", 95},
    Known{u"contact", u"email", 90},
    Known{u"contact", u"wechat", 85},
    Known{u"contact", u"name", 80, u"account_id", true},
    Known{u"contact", u"phone", 60},
    Known{u"lead", u"mobile", 95},
    Known{u"lead", u"email", 90},
    Known{u"lead", u"wechat", 85},
    Known{u"lead", u"company_name_key", 80, u"contact_name"},
    Known{u"lead", u"company_name", 0},
    Known{u"lead", u"phone", 60},
    Known{u"product", u"name", 60},
};
constexpr int OwnFieldScore = 80;
constexpr int FurtherReason = 3;
constexpr int MostScore = 99;

constexpr std::array GivenOutOnce{u"uscc", u"tax_no"};

bool isEqual(const Value &one, const Value &other)
{
    if (one.isNull() || other.isNull())
        return false;
    if (one.kind() == Value::Kind::Text && other.kind() == Value::Kind::Text)
        return one == other || foldForSearch(one.text()).trimmed() == foldForSearch(other.text()).trimmed();
    return one == other;
}

// What import matches by and says of itself where it means the same record.
bool isImportsOwn(const Field &field)
{
    return field.key == QLatin1String("source_key");
}

int shownField(const ObjectType &object, int field)
{
    const Field &asked = object.field(field);
    return asked.computed == Computation::MatchKey ? object.indexOf(asked.computedFrom) : field;
}

}  // namespace

QList<DuplicateKey> duplicateKeys(const ObjectType &object)
{
    QList<DuplicateKey> keys;
    for (int i = 0; i < object.fieldCount(); ++i) {
        const Field &field = object.field(i);
        if (field.unique != Uniqueness::DuplicateCheck || !field.isStored() || isImportsOwn(field))
            continue;
        const auto known = std::find_if(KnownKeys.begin(), KnownKeys.end(), [&](const Known &one) {
            return field.key == QStringView(one.field) && object.key() == QStringView(one.object);
        });
        if (known == KnownKeys.end())
            keys.append({{i}, OwnFieldScore, i});
        else if (known->with == nullptr && known->score > 0)
            keys.append({{i}, known->score, i});
        else if (const int with = known->with ? object.indexOf(known->with) : -1; with >= 0)
            keys.append({{i, with}, known->score, known->foundByWith ? with : i});
    }
    std::stable_sort(keys.begin(), keys.end(),
                     [](const DuplicateKey &a, const DuplicateKey &b) { return a.score > b.score; });
    return keys;
}

bool agree(const DuplicateKey &key, const Record &one, const Record &other)
{
    return std::all_of(key.fields.begin(), key.fields.end(),
                       [&](int field) { return isEqual(one.value(field), other.value(field)); });
}

bool areTwo(const Record &one, const Record &other)
{
    return std::any_of(GivenOutOnce.begin(), GivenOutOnce.end(), [&](const char16_t *key) {
        const int field = one.type().indexOf(key);
        return field >= 0 && !one.value(field).isNull() && !other.value(field).isNull() &&
               !isEqual(one.value(field), other.value(field));
    });
}

QList<int> comparedFields(const ObjectType &object)
{
    QList<int> fields;
    const auto add = [&](int field) {
        if (field >= 0 && !fields.contains(field))
            fields.append(field);
    };
    const QList<DuplicateKey> keys = duplicateKeys(object);
    for (const DuplicateKey &key : keys) {
        for (const int field : key.fields)
            add(field);
    }
    for (const char16_t *key : GivenOutOnce)
        add(object.indexOf(key));
    return fields;
}

DuplicateMatch compare(const QList<DuplicateKey> &keys, const Record &one, const Record &other)
{
    DuplicateMatch match;
    if (areTwo(one, other))
        return match;
    for (const DuplicateKey &key : keys) {
        if (!agree(key, one, other))
            continue;
        match.score = match.score == 0 ? key.score : std::min(MostScore, match.score + FurtherReason);
        for (const int field : key.fields) {
            const int shown = shownField(one.type(), field);
            if (!match.fields.contains(shown))
                match.fields.append(shown);
        }
    }
    return match;
}

}  // namespace dw
