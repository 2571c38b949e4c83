// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/dictionary/dictionaryreader.h"

#include <QJsonArray>
#include <QString>
#include <QStringList>

#include <cstddef>

namespace dw::approvals
{

// How the values of an enumeration are written in JSON.
template <typename Enum>
struct Word
{
    Enum value;
    const char *key;
};

template <typename Enum, std::size_t N>
QString keyOf(const Word<Enum> (&words)[N], Enum value)
{
    for (const Word<Enum> &word : words) {
        if (word.value == value)
            return QString::fromLatin1(word.key);
    }
    return {};
}

// `otherwise` where the property is absent; an unknown word is the reader's failure.
template <typename Enum, std::size_t N>
Enum wordOf(DictionaryReader &reader, const QString &property, const Word<Enum> (&words)[N], Enum otherwise)
{
    const QString key = reader.text(property);
    if (key.isEmpty())
        return otherwise;
    for (const Word<Enum> &word : words) {
        if (key == QLatin1String(word.key))
            return word.value;
    }
    reader.fail("word_unknown", key);
    return otherwise;
}

// The same where the property must be there.
template <typename Enum, std::size_t N>
Enum requiredWord(DictionaryReader &reader, const QString &property, const Word<Enum> (&words)[N])
{
    reader.requiredText(property);
    return wordOf(reader, property, words, words[0].value);
}

// Null where the property is absent.
inline Id idOf(DictionaryReader &reader, const QString &property)
{
    const QString text = reader.text(property);
    const auto id = Id::fromString(text);
    if (!text.isEmpty() && (!id || id->isNull() || id->toString() != text))
        reader.fail("property_type", property);
    return id.value_or(Id());
}

inline Id requiredId(DictionaryReader &reader, const QString &property)
{
    reader.requiredText(property);
    return idOf(reader, property);
}

// An array of texts that are not empty; none where the property is absent.
inline QStringList textsOf(DictionaryReader &reader, const QString &property)
{
    QStringList texts;
    const QJsonValue json = reader.any(property);
    if (json.isUndefined())
        return texts;
    if (!json.isArray())
        reader.fail("property_type", property);
    for (const QJsonValue &item : json.toArray()) {
        if (!item.isString() || item.toString().isEmpty())
            reader.fail("property_type", property);
        texts.append(item.toString());
    }
    return texts;
}

}  // namespace dw::approvals
