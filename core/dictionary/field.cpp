// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/field.h"

#include <iterator>
#include <utility>

namespace dw
{

namespace
{

template <typename Enum>
struct Name
{
    Enum value;
    QLatin1String key;
};

constexpr Name<FieldType> TypeNames[] = {
    {FieldType::Text, QLatin1String("text")},
    {FieldType::LongText, QLatin1String("longtext")},
    {FieldType::RichText, QLatin1String("richtext")},
    {FieldType::Integer, QLatin1String("int")},
    {FieldType::Decimal, QLatin1String("decimal")},
    {FieldType::Money, QLatin1String("money")},
    {FieldType::Percent, QLatin1String("percent")},
    {FieldType::Boolean, QLatin1String("bool")},
    {FieldType::Date, QLatin1String("date")},
    {FieldType::DateTime, QLatin1String("datetime")},
    {FieldType::Duration, QLatin1String("duration_s")},
    {FieldType::Picklist, QLatin1String("enum")},
    {FieldType::MultiPicklist, QLatin1String("multienum")},
    {FieldType::Reference, QLatin1String("ref")},
    // Written as a ref whose target is "*"; the name is for messages only.
    {FieldType::AnyReference, QLatin1String("anyref")},
    {FieldType::ReferenceList, QLatin1String("reflist")},
    {FieldType::Phone, QLatin1String("phone")},
    {FieldType::Email, QLatin1String("email")},
    {FieldType::Url, QLatin1String("url")},
    {FieldType::Address, QLatin1String("address")},
    {FieldType::Geo, QLatin1String("geo")},
    {FieldType::Json, QLatin1String("json")},
    {FieldType::Expression, QLatin1String("expr")},
    {FieldType::Blob, QLatin1String("blobref")},
    {FieldType::Attachments, QLatin1String("attachments")},
    {FieldType::AutoNumber, QLatin1String("seq")},
    {FieldType::Tags, QLatin1String("tags")},
    {FieldType::Formula, QLatin1String("formula")},
    {FieldType::RollUp, QLatin1String("rollup")},
    {FieldType::Uuid, QLatin1String("uuid")},
};

constexpr Name<MergeClass> MergeNames[] = {
    {MergeClass::ThreeWay, QLatin1String("three_way")},
    {MergeClass::Text3, QLatin1String("text3")},
    {MergeClass::Set, QLatin1String("set")},
    {MergeClass::Guarded, QLatin1String("guarded")},
    {MergeClass::Derived, QLatin1String("derived")},
    {MergeClass::Append, QLatin1String("append")},
    {MergeClass::Counter, QLatin1String("counter")},
    {MergeClass::Strict, QLatin1String("strict")},
};

constexpr Name<Uniqueness> UniquenessNames[] = {
    {Uniqueness::None, QLatin1String("none")},
    {Uniqueness::DuplicateCheck, QLatin1String("dup_check")},
    {Uniqueness::InParent, QLatin1String("in_parent")},
    {Uniqueness::Hard, QLatin1String("hard")},
};

constexpr Name<Sensitivity> SensitivityNames[] = {
    {Sensitivity::None, QLatin1String("none")},
    {Sensitivity::Personal, QLatin1String("personal")},
    {Sensitivity::Commercial, QLatin1String("commercial")},
    {Sensitivity::Secret, QLatin1String("secret")},
};

constexpr Name<Computation> ComputationNames[] = {
    {Computation::MatchKey, QLatin1String("match_key")},
    {Computation::Pinyin, QLatin1String("pinyin")},
};

template <typename Enum, std::size_t N>
QString keyOf(const Name<Enum> (&names)[N], Enum value)
{
    for (const Name<Enum> &name : names) {
        if (name.value == value)
            return name.key;
    }
    return {};
}

template <typename Enum, std::size_t N>
std::optional<Enum> valueOf(const Name<Enum> (&names)[N], QStringView key)
{
    for (const Name<Enum> &name : names) {
        if (name.key == key)
            return name.value;
    }
    return std::nullopt;
}

}  // namespace

const PicklistValue *Field::picklistValue(QStringView valueKey) const
{
    for (const PicklistValue &value : values) {
        if (value.key == valueKey)
            return &value;
    }
    return nullptr;
}

QString fieldTypeKey(FieldType type)
{
    return keyOf(TypeNames, type);
}

std::optional<FieldType> fieldTypeFromKey(QStringView key)
{
    return valueOf(TypeNames, key);
}

QString mergeClassKey(MergeClass merge)
{
    return keyOf(MergeNames, merge);
}

std::optional<MergeClass> mergeClassFromKey(QStringView key)
{
    return valueOf(MergeNames, key);
}

QString uniquenessKey(Uniqueness unique)
{
    return keyOf(UniquenessNames, unique);
}

std::optional<Uniqueness> uniquenessFromKey(QStringView key)
{
    return valueOf(UniquenessNames, key);
}

QString sensitivityKey(Sensitivity sensitivity)
{
    return keyOf(SensitivityNames, sensitivity);
}

std::optional<Sensitivity> sensitivityFromKey(QStringView key)
{
    return valueOf(SensitivityNames, key);
}

std::optional<NumberMode> numberModeFromKey(QStringView key)
{
    if (key == QLatin1String("server"))
        return NumberMode::Server;
    if (key == QLatin1String("device_prefix"))
        return NumberMode::DevicePrefix;
    if (key == QLatin1String("block"))
        return NumberMode::Block;
    return std::nullopt;
}

std::optional<Computation> computationFromKey(QStringView key)
{
    return valueOf(ComputationNames, key);
}

}  // namespace dw
