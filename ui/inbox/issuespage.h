// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/shell/page.h"

#include <QJsonArray>

#include <functional>

class QPushButton;
class QStackedWidget;
class QStandardItemModel;

namespace dw
{
class ServerJob;
}

namespace dw::ui
{

class Banner;
class EmptyView;
class RecordTable;
class TextLabel;

// Failed offline changes, for administrators: what laptops sent and the server refused, asked of the server
// when the page is opened.
class IssuesPage : public Page
{
    Q_OBJECT

public:
    using Answer = std::function<void(const Result<QJsonArray> &)>;
    using Ask = std::function<void(const Answer &done)>;

    explicit IssuesPage(UiContext &context, QWidget *parent = nullptr);
    // Whom to ask, in place of the workspace's server.
    void setAsk(Ask ask) { m_ask = std::move(ask); }

    static QString pageKey() { return QStringLiteral("issues"); }
    QString key() const override { return pageKey(); }
    void show(const Place &place) override;
    QStringList breadcrumb() const override;
    QStringList statusTexts() const override;
    bool isSettled() const override { return !m_isAsking; }
    QWidget *focusTarget() override;
    RecordRef currentRecord() const override;

    RecordTable *table() const { return m_table; }
    Banner *problem() const { return m_problem; }
    QString asOf() const;

private:
    void read();
    void take(const Result<QJsonArray> &answer);
    QString typedText(const QJsonObject &line) const;
    QString whyText(const QString &code) const;

    ServerJob *m_job;
    Ask m_ask;
    bool m_isAsking = false;
    QStackedWidget *m_whole;
    EmptyView *m_empty;
    RecordTable *m_table;
    QStandardItemModel *m_model;
    TextLabel *m_asOf;
    Banner *m_problem;
    QPushButton *m_again;
};

}  // namespace dw::ui
