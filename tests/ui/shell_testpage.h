// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/mainwindow.h"
#include "ui/shell/page.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::test
{

// A page that remembers where it was sent, with a field, a button and a command of its own.
class TestPage : public ui::Page
{
public:
    TestPage(const QString &key, ui::UiContext &context) : Page(context), m_key(key)
    {
        auto *column = new QVBoxLayout(this);
        m_field = new QLineEdit;
        m_field->setAccessibleName(QStringLiteral("Field of ") + key);
        m_button = new QPushButton(QStringLiteral("Button of ") + key);
        column->addWidget(m_field);
        column->addWidget(m_button);
        column->addStretch();
        context.actions.add({QStringLiteral("record.new.account"),
                             QStringLiteral("New customer"),
                             {},
                             {},
                             QStringLiteral("Page"),
                             ui::ActionRegistry::Spec::Scope::Page},
                            this, [this] { ++formsOpened; });
        context.actions.add({QStringLiteral("page.") + key,
                             QStringLiteral("Command of ") + key,
                             {},
                             QKeySequence(Qt::Key_C),
                             QStringLiteral("Page"),
                             ui::ActionRegistry::Spec::Scope::Page},
                            this, [this] { ++commandsRun; });
    }

    QString key() const override { return m_key; }
    void show(const ui::Place &place) override
    {
        shown = place;
        Q_EMIT headChanged();
    }
    QStringList breadcrumb() const override
    {
        return shown.title.isEmpty() ? QStringList{m_key} : QStringList{m_key, shown.title};
    }
    QStringList statusTexts() const override { return {QStringLiteral("1 row of ") + m_key}; }
    bool isSettled() const override { return true; }
    QWidget *focusTarget() override { return m_field; }

    ui::Place shown;
    int formsOpened = 0;
    int commandsRun = 0;

private:
    QString m_key;
    QLineEdit *m_field;
    QPushButton *m_button;
};

inline std::vector<ui::MainWindow::PageEntry> testPages()
{
    std::vector<ui::MainWindow::PageEntry> pages;
    for (const char *key :
         {"today", "customers", "leads", "pipeline", "tasks", "insight", "settings", "record"}) {
        const QString name = QString::fromLatin1(key);
        pages.push_back(
            {name, [name](ui::UiContext &context) -> ui::Page * { return new TestPage(name, context); }});
    }
    return pages;
}

inline ui::Place placeOf(const char *page)
{
    ui::Place place;
    place.page = QString::fromLatin1(page);
    return place;
}

}  // namespace dw::test
