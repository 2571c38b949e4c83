// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/orgdata.h"
#include "ui/shell/page.h"

class QPushButton;
class QStackedWidget;

namespace dw::ui
{

class EmptyView;
class FormSheet;
class OrgModel;
class RecordTable;
class TextLabel;

// The company as rights know it: the tree of teams, territories with their rules, and what is shared with
// whom until when. Administrators see and change all of it; of shares everybody sees what their rights show.
class OrgPage : public Page
{
    Q_OBJECT

public:
    enum class Kind { Teams, Territories, Shares };
    OrgPage(UiContext &context, Kind kind, QWidget *parent = nullptr);

    static QString keyOf(Kind kind);  // of the page; the same for the action that opens it
    static QString titleOf(Kind kind);

    QString key() const override { return keyOf(m_kind); }
    void show(const Place &place) override;
    QStringList breadcrumb() const override;
    QStringList statusTexts() const override;
    bool isSettled() const override { return m_started && !m_isReading && m_underWay == 0; }
    QWidget *focusTarget() override;
    QStringList scenes() const override { return {QStringLiteral("form")}; }
    void showScene(const QString &scene) override;

    RecordTable *table() const { return m_table; }
    OrgModel *model() const { return m_model; }
    QPushButton *newButton() const { return m_new; }
    bool isRefused() const;

    // A new one below the current one of a tree; else of nothing.
    FormSheet *openNew();
    FormSheet *openCurrent();
    void removeCurrent();

private:
    void addActions();
    bool mayRead() const;
    void read();
    void take(const Result<OrgDataPtr> &told);
    Id current() const;
    QString object() const;
    FormSheet *openSheet(const RecordRef &record);

    const Kind m_kind;
    OrgModel *m_model;
    RecordTable *m_table;
    TextLabel *m_count;
    QPushButton *m_new;
    QStackedWidget *m_stack;
    EmptyView *m_none;
    OrgDataPtr m_data;
    Id m_wanted;  // to be the current one when it was read
    bool m_started = false;
    bool m_isReading = false;
    bool m_readAgain = false;
    int m_underWay = 0;
};

}  // namespace dw::ui
