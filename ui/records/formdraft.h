// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>

namespace dw::ui
{

// What was typed into a form and not saved: kept in the workspace's local values (area "draft") 2 s after the
// last key, so that a crash loses no more than that. Never a record, never sent.
class FormDraft : public QObject
{
    Q_OBJECT

public:
    FormDraft(UiContext &context, const QString &object, QObject *parent = nullptr);

    // "account/<id>/<who acts>", or "account/new/<who acts>": what is not saved is its writer's, not the
    // laptop's.
    void setRecord(const Id &id);
    QString key() const { return m_key; }
    // Field key -> text as typed; comes back empty when there is none.
    void read(std::function<void(const QHash<QString, QString> &)> done);
    // `typed` is asked when the time has come.
    void touch(std::function<QHash<QString, QString>()> typed);
    void flush();
    void drop();

    static QByteArray pack(const QHash<QString, QString> &typed);
    static QHash<QString, QString> unpack(const QByteArray &bytes);

private:
    void write();

    UiContext &m_context;
    QString m_object;
    QString m_key;
    QTimer m_timer;
    std::function<QHash<QString, QString>()> m_typed;
};

}  // namespace dw::ui
