// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/words.h"
#include "core/base/datetime.h"
#include "core/dictionary/localtext.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace dw::approvals
{

// Makes one JSON object, without what is empty or as usual: one value has one text.
class JsonWriter
{
public:
    void text(const char *name, const QString &value)
    {
        if (!value.isEmpty())
            must(name, value);
    }
    void name(const LocalText &value)
    {
        text("name_en", value.en);
        text("name_zh", value.zh);
    }
    void id(const char *name, const Id &value)
    {
        if (!value.isNull())
            must(name, value.toString());
    }
    void time(const char *name, std::optional<Instant> value)
    {
        if (value)
            must(name, value->ms);
    }
    void number(const char *name, qint64 value, qint64 usual)
    {
        if (value != usual)
            must(name, value);
    }
    void flag(const char *name, bool value, bool usual)
    {
        if (value != usual)
            must(name, value);
    }
    template <typename Enum, std::size_t N>
    void word(const char *name, const Word<Enum> (&words)[N], Enum value, Enum usual)
    {
        if (value != usual)
            must(name, keyOf(words, value));
    }
    void list(const char *name, const QJsonArray &values)
    {
        if (!values.isEmpty())
            must(name, values);
    }
    void must(const char *name, const QJsonValue &value)
    {
        m_object.insert(QString::fromLatin1(name), value);
    }
    QJsonObject object() const { return m_object; }

private:
    QJsonObject m_object;
};

}  // namespace dw::approvals
