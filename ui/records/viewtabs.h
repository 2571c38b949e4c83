// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/listview.h"
#include "ui/shell/uicontext.h"

#include <QObject>

#include <functional>

namespace dw::ui
{

class TabBar;
class ViewBar;
class ViewKeeper;

// The saved views of a page that shows records in a way of its own (a board, an agenda): the bar with their
// tabs, what keeps them, and which one is shown. What a page shows besides its filter is the page's business.
class ViewTabs : public QObject
{
    Q_OBJECT

public:
    // `kind` as in saved_view; `shipped` at least one.
    ViewTabs(UiContext &context, const QString &object, const QString &kind, const QList<ListView> &shipped,
             QWidget *page);

    ViewBar *bar() const { return m_bar; }
    ViewKeeper *keeper() const { return m_keeper; }
    TabBar *tabs() const;
    const QList<ListView> &views() const { return m_views; }
    const ListView &view() const;
    // Reads the saved ones; again after each change of one.
    void read();
    // What the page filters by now; whether that differs from the view.
    bool setShown(const QString &filter);
    // How many records each view has; `where` makes of a view what is counted.
    void readCounts(const std::function<QString(const ListView &)> &where);

Q_SIGNALS:
    // Another view than before is to be shown, or the same one anew as it was saved.
    void chosen();
    // There are other views; the one that is shown is not touched.
    void renewed();

private:
    void take(const QList<ListView> &saved, const Id &wanted);

    UiContext &m_context;
    const QString m_object;
    const QList<ListView> m_shipped;
    QList<ListView> m_views;
    ViewBar *m_bar;
    ViewKeeper *m_keeper;
};

}  // namespace dw::ui
