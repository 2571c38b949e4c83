// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/demo/demoviews.h"

#include <QJsonDocument>

namespace dw
{

void DemoViews::add(const QString &object, const QString &name, const QString &kind, const QString &filter,
                    const QStringList &columns, const QStringList &sort)
{
    const auto json = [](const QStringList &list) {
        return QString::fromUtf8(
            QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
    };
    Record view = m_world.make(QStringLiteral("saved_view"), m_world.workTime(Date{m_world.date.days - 90}),
                               m_world.user(QStringLiteral("lin")));
    view.set(u"name", Value(name));
    view.set(u"object_type", Value(object));
    view.set(u"kind", Value(kind));
    view.set(u"shared", Value(QStringLiteral("all")));
    view.set(u"filter", Value(filter));
    view.set(u"columns", Value(json(columns)));
    view.set(u"sort", Value(json(sort)));
    m_world.views.append(view);
}

void DemoViews::make()
{
    const QString list = QStringLiteral("list");
    add(QStringLiteral("account"), QStringLiteral("流失风险 At risk"), list,
        QStringLiteral("lifecycle = \"at_risk\""),
        {QStringLiteral("name"), QStringLiteral("grade"), QStringLiteral("industry"),
         QStringLiteral("total_won"), QStringLiteral("last_activity_at"), QStringLiteral("health"),
         QStringLiteral("owner_id")},
        {QStringLiteral("-total_won")});
    add(QStringLiteral("opportunity"), QStringLiteral("50 万以上 Above 500,000"), list,
        QStringLiteral("AND(result = \"open\", amount > 500000)"),
        {QStringLiteral("name"), QStringLiteral("account_id"), QStringLiteral("stage_id"),
         QStringLiteral("amount"), QStringLiteral("expected_close"), QStringLiteral("owner_id")},
        {QStringLiteral("-amount")});
    add(QStringLiteral("opportunity"), QStringLiteral("已延期 Slipped"), list,
        QStringLiteral("AND(result = \"open\", expected_close < TODAY())"),
        {QStringLiteral("name"), QStringLiteral("account_id"), QStringLiteral("amount"),
         QStringLiteral("expected_close"), QStringLiteral("owner_id")},
        {QStringLiteral("expected_close")});
}

}  // namespace dw
