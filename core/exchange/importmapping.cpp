// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/importmapping.h"

#include "core/base/currencycode.h"
#include "core/base/jsonfile.h"
#include "core/exchange/files/csvdelimiter.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace dw
{

namespace
{

template <typename T>
struct Named
{
    const char16_t *name;
    T value;
};

constexpr std::array Orders{Named<DateOrder>{u"ymd", DateOrder::Ymd},
                            Named<DateOrder>{u"mdy", DateOrder::Mdy},
                            Named<DateOrder>{u"dmy", DateOrder::Dmy}};
constexpr std::array Missings{Named<MissingReference>{u"create", MissingReference::Create},
                              Named<MissingReference>{u"empty", MissingReference::Empty},
                              Named<MissingReference>{u"reject", MissingReference::Reject}};
constexpr std::array Duplicates{
    Named<ImportRecords::OnDuplicate>{u"skip", ImportRecords::OnDuplicate::Skip},
    Named<ImportRecords::OnDuplicate>{u"update", ImportRecords::OnDuplicate::Update},
    Named<ImportRecords::OnDuplicate>{u"create", ImportRecords::OnDuplicate::Create}};
constexpr std::array OnMissings{Named<ImportRecords::OnMissing>{u"create", ImportRecords::OnMissing::Create},
                                Named<ImportRecords::OnMissing>{u"reject", ImportRecords::OnMissing::Reject}};

template <typename Table, typename T>
QString nameOf(const Table &table, T value)
{
    for (const auto &entry : table) {
        if (entry.value == value)
            return QStringView(entry.name).toString();
    }
    return {};
}

// Reads values at a path and says, where one is wrong, which.
class MapReader
{
public:
    explicit MapReader(QString source) : m_source(std::move(source)) {}

    Error unknownKey(const QString &path) const
    {
        return Error(ErrorCode::Invalid, QStringLiteral("import.map_unknown_key"), {m_source, path});
    }
    Error wrong(const QString &path, const QString &expected) const
    {
        return Error(ErrorCode::Invalid, QStringLiteral("import.map_wrong_value"),
                     {m_source, path, expected});
    }

    Result<QString> text(const QJsonValue &value, const QString &path) const
    {
        if (!value.isString() || value.toString().isEmpty())
            return wrong(path, QStringLiteral("\"text\""));
        return value.toString();
    }
    Result<bool> boolean(const QJsonValue &value, const QString &path) const
    {
        if (!value.isBool())
            return wrong(path, QStringLiteral("true | false"));
        return value.toBool();
    }
    Result<QStringList> texts(const QJsonValue &value, const QString &path) const
    {
        if (!value.isArray())
            return wrong(path, QStringLiteral("[\"text\", …]"));
        QStringList list;
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            DW_ASSIGN(const QString entry, text(array[i], QStringLiteral("%1[%2]").arg(path).arg(i)));
            list.append(entry);
        }
        return list;
    }
    Result<QMap<QString, QString>> textMap(const QJsonValue &value, const QString &path) const
    {
        if (!value.isObject())
            return wrong(path, QStringLiteral("{\"text\": \"text\", …}"));
        QMap<QString, QString> map;
        const QJsonObject object = value.toObject();
        for (auto entry = object.constBegin(); entry != object.constEnd(); ++entry) {
            DW_ASSIGN(const QString to, text(entry.value(), path + QLatin1Char('.') + entry.key()));
            map.insert(entry.key(), to);
        }
        return map;
    }
    template <typename Table>
    auto choice(const QJsonValue &value, const QString &path, const Table &table) const
        -> Result<decltype(table[0].value)>
    {
        QStringList names;
        for (const auto &entry : table) {
            if (value.isString() && value.toString() == QStringView(entry.name))
                return entry.value;
            names.append(QStringView(entry.name).toString());
        }
        return wrong(path, names.join(QLatin1String(" | ")));
    }

    Result<ImportTarget> target(const QJsonValue &value, const QString &path) const
    {
        ImportTarget made;
        if (value.isString()) {
            DW_ASSIGN(made.field, text(value, path));
            return made;
        }
        if (!value.isObject())
            return wrong(path, QStringLiteral("\"field\" | {\"to\": \"field\", …} | [ … ] | null"));
        const QJsonObject object = value.toObject();
        for (auto entry = object.constBegin(); entry != object.constEnd(); ++entry) {
            const QString at = path + QLatin1Char('.') + entry.key();
            if (entry.key() == QLatin1String("to")) {
                DW_ASSIGN(made.field, text(*entry, at));
            } else if (entry.key() == QLatin1String("by")) {
                DW_ASSIGN(made.by, text(*entry, at));
            } else if (entry.key() == QLatin1String("missing")) {
                DW_ASSIGN(made.missing, choice(*entry, at, Missings));
            } else if (entry.key() == QLatin1String("dates")) {
                DW_ASSIGN(made.dates, choice(*entry, at, Orders));
            } else if (entry.key() == QLatin1String("values")) {
                DW_ASSIGN(made.values, textMap(*entry, at));
            } else if (entry.key() == QLatin1String("currency")) {
                made.currency = Currency::fromCode(entry->toString());
                if (!made.currency || !isStandard(*made.currency))
                    return wrong(at, QStringLiteral("ISO 4217"));
            } else {
                return unknownKey(at);
            }
        }
        if (made.field.isEmpty())
            return wrong(path + QLatin1String(".to"), QStringLiteral("\"text\""));
        return made;
    }

    Result<ImportMapping::Column> column(const QString &header, const QJsonValue &value) const
    {
        const QString path = QLatin1String("columns.") + header;
        ImportMapping::Column made;
        made.header = header;
        if (value.isNull())
            return made;
        if (!value.isArray()) {
            DW_ASSIGN(const ImportTarget only, target(value, path));
            made.targets.append(only);
            return made;
        }
        const QJsonArray array = value.toArray();
        if (array.isEmpty())
            return wrong(path, QStringLiteral("[\"field\", …]"));
        for (qsizetype i = 0; i < array.size(); ++i) {
            DW_ASSIGN(const ImportTarget one, target(array[i], QStringLiteral("%1[%2]").arg(path).arg(i)));
            made.targets.append(one);
        }
        return made;
    }

private:
    QString m_source;
};

QJsonValue targetJson(const ImportTarget &target)
{
    QJsonObject object;
    if (!target.by.isEmpty())
        object.insert(QStringLiteral("by"), target.by);
    if (target.missing != MissingReference::Reject)
        object.insert(QStringLiteral("missing"), nameOf(Missings, target.missing));
    if (target.currency)
        object.insert(QStringLiteral("currency"), target.currency->code());
    if (target.dates)
        object.insert(QStringLiteral("dates"), nameOf(Orders, *target.dates));
    if (!target.values.isEmpty()) {
        QJsonObject values;
        for (auto value = target.values.constBegin(); value != target.values.constEnd(); ++value)
            values.insert(value.key(), value.value());
        object.insert(QStringLiteral("values"), values);
    }
    if (object.isEmpty())
        return target.field;
    object.insert(QStringLiteral("to"), target.field);
    return object;
}

Result<void> readEntry(const MapReader &reader, const QString &key, const QJsonValue &value,
                       ImportMapping &mapping)
{
    if (key == QLatin1String("object")) {
        DW_ASSIGN(mapping.object, reader.text(value, key));
    } else if (key == QLatin1String("match")) {
        DW_ASSIGN(mapping.match, reader.texts(value, key));
    } else if (key == QLatin1String("dates")) {
        DW_ASSIGN(mapping.dates, reader.choice(value, key, Orders));
    } else if (key == QLatin1String("accept_incomplete")) {
        DW_ASSIGN(mapping.acceptIncomplete, reader.boolean(value, key));
    } else if (key == QLatin1String("history")) {
        DW_ASSIGN(mapping.history, reader.boolean(value, key));
    } else if (key == QLatin1String("on_duplicate")) {
        DW_ASSIGN(mapping.onDuplicate, reader.choice(value, key, Duplicates));
    } else if (key == QLatin1String("on_missing")) {
        DW_ASSIGN(mapping.onMissing, reader.choice(value, key, OnMissings));
    } else if (key == QLatin1String("empty")) {
        DW_ASSIGN(mapping.emptyTexts, reader.texts(value, key));
    } else if (key == QLatin1String("charset")) {
        DW_ASSIGN(const QString charset, reader.text(value, key));
        mapping.text.charset = charset.toUtf8();
    } else if (key == QLatin1String("delimiter")) {
        mapping.text.delimiter = delimiterOf(value.toString());
        if (!mapping.text.delimiter)
            return reader.wrong(key,
                                QStringLiteral("\",\" | \";\" | \"|\" | \"tab\" | \"space\" | \"none\""));
    } else if (key == QLatin1String("set")) {
        DW_ASSIGN(mapping.constants, reader.textMap(value, key));
    } else if (key == QLatin1String("columns")) {
        if (!value.isObject())
            return reader.wrong(key, QStringLiteral("{\"column\": …}"));
        const QJsonObject columns = value.toObject();
        for (auto column = columns.constBegin(); column != columns.constEnd(); ++column) {
            DW_ASSIGN(const ImportMapping::Column made, reader.column(column.key(), *column));
            mapping.columns.append(made);
        }
    } else {
        return reader.unknownKey(key);
    }
    return {};
}

}  // namespace

const ImportMapping::Column *ImportMapping::column(const QString &header) const
{
    for (const Column &candidate : columns) {
        if (candidate.header == header)
            return &candidate;
    }
    return nullptr;
}

Result<ImportMapping> ImportMapping::fromJson(const QByteArray &json, const QString &source)
{
    DW_ASSIGN(const QJsonDocument document, parseJson(json, source));
    const MapReader reader(source);
    if (!document.isObject())
        return Error(ErrorCode::Invalid, QStringLiteral("import.map_no_object"), {source});
    ImportMapping mapping;
    const QJsonObject object = document.object();
    for (auto entry = object.constBegin(); entry != object.constEnd(); ++entry)
        DW_TRY(readEntry(reader, entry.key(), *entry, mapping));
    if (mapping.object.isEmpty())
        return reader.wrong(QStringLiteral("object"), QStringLiteral("\"text\""));
    if (!object.contains(QLatin1String("columns")))
        return reader.wrong(QStringLiteral("columns"), QStringLiteral("{\"column\": …}"));
    return mapping;
}

Result<ImportMapping> ImportMapping::read(const QString &path)
{
    DW_ASSIGN(const QJsonDocument document, readJsonFile(path));
    return fromJson(document.toJson(QJsonDocument::Compact), QFileInfo(path).fileName());
}

QByteArray ImportMapping::toJson() const
{
    QJsonObject json{{QStringLiteral("object"), object}};
    if (!match.isEmpty())
        json.insert(QStringLiteral("match"), QJsonArray::fromStringList(match));
    if (dates)
        json.insert(QStringLiteral("dates"), nameOf(Orders, *dates));
    if (acceptIncomplete)
        json.insert(QStringLiteral("accept_incomplete"), true);
    if (history)
        json.insert(QStringLiteral("history"), *history);
    if (onDuplicate)
        json.insert(QStringLiteral("on_duplicate"), nameOf(Duplicates, *onDuplicate));
    if (onMissing != ImportRecords::OnMissing::Create)
        json.insert(QStringLiteral("on_missing"), nameOf(OnMissings, onMissing));
    if (emptyTexts)
        json.insert(QStringLiteral("empty"), QJsonArray::fromStringList(*emptyTexts));
    if (text.charset)
        json.insert(QStringLiteral("charset"), QString::fromUtf8(*text.charset));
    if (text.delimiter)
        json.insert(QStringLiteral("delimiter"), delimiterName(*text.delimiter));
    if (!constants.isEmpty()) {
        QJsonObject set;
        for (auto constant = constants.constBegin(); constant != constants.constEnd(); ++constant)
            set.insert(constant.key(), constant.value());
        json.insert(QStringLiteral("set"), set);
    }
    QJsonObject all;
    for (const Column &column : columns) {
        if (column.targets.isEmpty()) {
            all.insert(column.header, QJsonValue::Null);
        } else if (column.targets.size() == 1) {
            all.insert(column.header, targetJson(column.targets.first()));
        } else {
            QJsonArray list;
            for (const ImportTarget &target : column.targets)
                list.append(targetJson(target));
            all.insert(column.header, list);
        }
    }
    json.insert(QStringLiteral("columns"), all);
    return QJsonDocument(json).toJson(QJsonDocument::Indented);
}

const QStringList &ImportMapping::defaultEmptyTexts()
{
    static const QStringList texts{
        QStringLiteral("Select"), QStringLiteral("select"),
        QStringLiteral("请选择"), QStringLiteral("N/A"),
        QStringLiteral("n/a"),    QStringLiteral("#N/A"),
        QStringLiteral("NULL"),   QStringLiteral("null"),
        QStringLiteral("NaN"),    QStringLiteral("nan"),
        QStringLiteral("-"),      QStringLiteral("--"),
        QStringLiteral("\u2014"), QStringLiteral("\u2014\u2014"),
    };
    return texts;
}

}  // namespace dw
