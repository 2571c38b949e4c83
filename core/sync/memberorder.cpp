// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/memberorder.h"

#include "core/sync/answervalues.h"

#include <QJsonDocument>

namespace dw
{

using answervalues::wholeNumber;

namespace
{

QString keyOf(int scope)
{
    return QStringLiteral("order:%1").arg(scope);
}

}  // namespace

QJsonObject MemberPlace::toJson() const
{
    QJsonObject json;
    if (root.id.isNull())
        return json;
    json.insert(QStringLiteral("o"), root.object);
    json.insert(QStringLiteral("id"), root.id.toString());
    if (version >= 0)
        json.insert(QStringLiteral("q"), double(version));
    return json;
}

std::optional<MemberPlace> MemberPlace::fromJson(const QJsonObject &json)
{
    MemberPlace place;
    if (json.isEmpty())
        return place;
    const auto id = Id::fromString(json.value(QLatin1String("id")).toString());
    if (!id)
        return std::nullopt;
    place.root = {json.value(QLatin1String("o")).toString(), *id};
    if (json.contains(QLatin1String("q"))) {
        place.version = wholeNumber(json.value(QLatin1String("q")));
        if (place.version < 0)
            return std::nullopt;
    }
    return place;
}

QString MemberOrder::name(Part part)
{
    switch (part) {
        case Part::All:
            break;
        case Part::Recent:
            return QStringLiteral("recent");
        case Part::Older:
            return QStringLiteral("older");
    }
    return {};
}

std::optional<MemberOrder::Part> MemberOrder::partOf(const QString &name)
{
    for (const Part part : {Part::All, Part::Recent, Part::Older}) {
        if (name == MemberOrder::name(part))
            return part;
    }
    return std::nullopt;
}

std::optional<MemberOrder> MemberOrder::fromJson(const QJsonObject &json)
{
    MemberOrder order;
    const auto part = partOf(json.value(QLatin1String("part")).toString());
    const auto place = MemberPlace::fromJson(json.value(QLatin1String("after")).toObject());
    if (!part || !place)
        return std::nullopt;
    order.part = *part;
    order.place = *place;
    order.since = wholeNumber(json.value(QLatin1String("since")));
    // Only what is recent is gone through by commits, down to the last that is.
    const bool byCommit = place->version >= 0;
    if (order.since < 0 || (byCommit && (order.part != Part::Recent || place->version <= order.since)))
        return std::nullopt;
    return order;
}

void MemberOrder::insertInto(QJsonObject &request) const
{
    if (part != Part::All) {
        request.insert(QStringLiteral("part"), name(part));
        request.insert(QStringLiteral("since"), double(since));
    }
    if (!place.root.id.isNull())
        request.insert(QStringLiteral("after"), place.toJson());
}

Result<MemberOrder> MemberOrder::of(const Replica &replica, const ReplicaScope &scope)
{
    DW_ASSIGN(const QByteArray kept, replica.value(keyOf(scope.number)));
    MemberOrder order = fromJson(QJsonDocument::fromJson(kept).object()).value_or(MemberOrder());
    if (order.part == Part::All)
        order.place.root = scope.fetched;
    return order;
}

Result<void> MemberOrder::keep(Replica &replica, ReplicaScope &scope) const
{
    QJsonObject json;
    if (part != Part::All)
        insertInto(json);
    scope.fetched = part == Part::All ? place.root : RecordRef();
    return replica.setValue(keyOf(scope.number), json.isEmpty()
                                                     ? QByteArray()
                                                     : QJsonDocument(json).toJson(QJsonDocument::Compact));
}

bool MemberOrder::isGround(const QString &object)
{
    static const QStringList objects{QStringLiteral("user"),
                                     QStringLiteral("team"),
                                     QStringLiteral("territory"),
                                     QStringLiteral("role"),
                                     QStringLiteral("permission"),
                                     QStringLiteral("record_share"),
                                     QStringLiteral("exchange_rate"),
                                     QStringLiteral("saved_view"),
                                     QStringLiteral("saved_report"),
                                     QStringLiteral("price_list"),
                                     QStringLiteral("metric_definition"),
                                     QStringLiteral("product_category")};
    return objects.contains(object);
}

bool MemberOrder::isUrgent(const QString &object)
{
    return object == QLatin1String("lead");
}

}  // namespace dw
