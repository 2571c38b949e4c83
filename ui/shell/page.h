// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/navigator.h"
#include "ui/shell/uicontext.h"

#include <QStringList>
#include <QWidget>

namespace dw::ui
{

// One page of the window (a QStackedWidget child, made at its first visit and kept). The frame asks it for
// what stands in the top bar and the status bar.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(UiContext &context, QWidget *parent = nullptr) : QWidget(parent), m_context(context) {}

    virtual QString key() const = 0;  // Place::page
    // Shows `place`; called on every visit, also of the page already shown. Must return at once and read by
    // jobs.
    virtual void show(const Place &place) = 0;
    // "Customers", "My customers": the last one is strong. The frame puts the arrow between them.
    virtual QStringList breadcrumb() const = 0;
    // Left side of the status bar: what the page holds and its two most useful keys.
    virtual QStringList statusTexts() const { return {}; }
    // True once everything that the page shows at first has been read and painted (for --shots and
    // measurements).
    virtual bool isSettled() const = 0;
    // Where F6 and closing layers put the focus.
    virtual QWidget *focusTarget() { return this; }
    // What F6 walks through, in reading order: the main part first, then side panels that are visible.
    virtual QList<QWidget *> panes() { return {focusTarget()}; }
    // The record in hand (current row, shown record): what the palette's and menus' record commands apply to.
    virtual RecordRef currentRecord() const { return {}; }

    // Further states of the page that --shots renders and the accessibility walk visits: "peek", "gate",
    // "form", "mapping", "empty". showScene() brings one about; the page settles again.
    virtual QStringList scenes() const { return {}; }
    virtual void showScene(const QString &scene) { Q_UNUSED(scene) }

    UiContext &context() const { return m_context; }

Q_SIGNALS:
    void headChanged();  // breadcrumb or status texts are new
    void settled();

private:
    UiContext &m_context;
};

}  // namespace dw::ui
