// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/navigator.h"
#include "ui/shell/page.h"

#include <QHash>
#include <QList>
#include <QStackedWidget>

#include <functional>

namespace dw::ui
{

using PageFactory = std::function<Page *(UiContext &context)>;

// The pages by key, each made at its first visit and kept, and the way through them. A page without a factory
// is absent: going there does nothing and contains() says so.
class PageStack : public QStackedWidget, public Navigator
{
    Q_OBJECT

public:
    static constexpr int HistoryDepth = 100;

    explicit PageStack(UiContext &context, QWidget *parent = nullptr);

    void addPage(const QString &key, PageFactory factory);
    bool contains(const QString &key) const { return m_factories.contains(key); }
    Page *currentPage() const;
    Page *page(const QString &key);  // made now if need be; nullptr without factory
    const Place &current() const { return m_current; }
    bool canBack() const { return !m_back.isEmpty(); }
    bool canForward() const { return !m_forward.isEmpty(); }

    void open(const Place &place) override;
    void openRecord(const RecordRef &record) override;
    void openList(const QString &object, const QString &where, const QString &title) override;
    void back() override;
    void forward() override;

    // For rebuilding: the way so far goes with the person.
    struct Way
    {
        Place current;
        QList<Place> back;
        QList<Place> forward;
    };
    Way way() const { return {m_current, m_back, m_forward}; }
    void takeWay(const Way &way);

    // Which page lists the records of an object: accounts are "customers".
    static QString listPageOf(const QString &object);

Q_SIGNALS:
    void placeChanged();  // another place, or history
    void headChanged();   // of the current page
    void pageSettled();   // the current page

private:
    void show(const Place &place);
    using QStackedWidget::show;

    UiContext &m_context;
    QHash<QString, PageFactory> m_factories;
    QHash<QString, Page *> m_pages;
    Place m_current;
    QList<Place> m_back;
    QList<Place> m_forward;
};

}  // namespace dw::ui
