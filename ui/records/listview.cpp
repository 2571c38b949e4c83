// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/listview.h"

#include "core/records/viewgrouping.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace dw::ui
{

namespace
{

QStringList texts(const QJsonArray &array)
{
    QStringList list;
    for (const QJsonValue &value : array)
        list.append(value.toString());
    return list;
}

QStringList texts(const QString &json)
{
    return texts(QJsonDocument::fromJson(json.toUtf8()).array());
}

QString jsonText(const QStringList &list)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

}  // namespace

Result<QList<ListView>> ListView::parse(const QByteArray &json, const QString &fileName)
{
    const QJsonArray entries = QJsonDocument::fromJson(json).object().value(QLatin1String("views")).toArray();
    QList<ListView> views;
    for (const QJsonValue &entry : entries) {
        const QJsonObject object = entry.toObject();
        ListView view;
        view.key = object.value(QLatin1String("key")).toString();
        view.name = {object.value(QLatin1String("name_en")).toString(),
                     object.value(QLatin1String("name_zh")).toString()};
        view.filter = object.value(QLatin1String("filter")).toString();
        view.columns = texts(object.value(QLatin1String("columns")).toArray());
        view.sort = texts(object.value(QLatin1String("sort")).toArray());
        view.group = object.value(QLatin1String("group")).toString();
        view.collapsed = texts(object.value(QLatin1String("collapsed")).toArray());
        if (view.key.isEmpty() || !view.name.isComplete())
            return Error(ErrorCode::Invalid, QStringLiteral("json.invalid"), {fileName, view.key});
        views.append(view);
    }
    if (views.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("json.invalid"), {fileName, QStringLiteral("views")});
    return views;
}

QList<ListView> ListView::shipped(const QString &object)
{
    QFile file(QStringLiteral(":/views/%1.json").arg(object));
    if (file.open(QIODevice::ReadOnly)) {
        if (const auto views = parse(file.readAll(), file.fileName()); views.ok())
            return views.value();
    }
    ListView all;
    all.key = QStringLiteral("all");
    all.name = {QStringLiteral("All"), QStringLiteral("全部")};
    return {all};
}

ListView ListView::fromRecord(const Record &savedView)
{
    ListView view;
    view.id = savedView.id();
    view.key = savedView.id().toString();
    const QString name = savedView.value(u"name").text();
    view.name = {name, name};
    view.filter = savedView.value(u"filter").text();
    view.columns = texts(savedView.value(u"columns").text());
    view.sort = texts(savedView.value(u"sort").text());
    if (const auto grouping = ViewGrouping::fromJson(savedView.value(u"grouping").text()); grouping.ok()) {
        view.group = grouping->by.text();
        view.collapsed = grouping->collapsed;
    }
    view.shared = savedView.value(u"shared").text();
    return view;
}

QJsonObject ListView::toFields(const ListView &view, const QString &object)
{
    const auto by = Grouping::fromText(view.group);
    return {{QStringLiteral("name"), view.name.en},
            {QStringLiteral("object_type"), object},
            {QStringLiteral("kind"), QStringLiteral("list")},
            {QStringLiteral("shared"), view.shared},
            {QStringLiteral("filter"), view.filter},
            {QStringLiteral("columns"), jsonText(view.columns)},
            {QStringLiteral("sort"), jsonText(view.sort)},
            {QStringLiteral("grouping"),
             by ? QJsonValue(ViewGrouping{*by, view.collapsed}.toJson()) : QJsonValue()}};
}

}  // namespace dw::ui
