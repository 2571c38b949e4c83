// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/configuration.h"
#include "core/sync/inboxitem.h"
#include "core/sync/transaction.h"

#include <QJsonObject>
#include <QString>

namespace dw
{

// The inbox in words, for lists, the command line and notes: labels of the dictionary, sentences of
// core/base/wording in the language of the installed translators (the same).
class InboxText
{
public:
    InboxText(const Configuration &configuration, Language language)
        : m_configuration(configuration), m_language(language)
    {}

    // "New customer: Acme", "Change Acme", "Move Deal to Quotation"
    QString command(const SyncTransaction &transaction, const QString &title) const;
    // Why the server did not take it over, and what helps.
    QString reason(const QString &code, const QJsonObject &answer) const;
    // "CNY 5000.00", "2026-11-19 09:30"; a null value is "empty".
    QString value(const Field &field, const Value &value, const QHash<RecordRef, QString> &titles) const;
    QString time(Instant at) const;
    // Everything that was typed, for a note: the head, a line per field, what fell with it.
    QString note(const InboxItem &item, const QList<InboxItem> &followers) const;
    // Names of the fields, "Phone, Next step".
    QString fields(const QList<InboxField> &fields) const;
    QString fields(const QList<InboxLost> &lost) const;
    // A value whose field is not known any more, as well as that can be said.
    QString typed(const QJsonValue &value) const;

    Language language() const { return m_language; }

private:
    QString joined(QStringList names) const;
    QString reasonLine(const QJsonObject &line) const;

    const Configuration &m_configuration;
    Language m_language;
};

}  // namespace dw
