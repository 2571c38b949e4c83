// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pagestack.h"

#include <utility>

namespace dw::ui
{

PageStack::PageStack(UiContext &context, QWidget *parent) : QStackedWidget(parent), m_context(context)
{
    setProperty("plane", QStringLiteral("surface"));
}

void PageStack::addPage(const QString &key, PageFactory factory)
{
    m_factories.insert(key, std::move(factory));
}

Page *PageStack::currentPage() const
{
    return qobject_cast<Page *>(currentWidget());
}

Page *PageStack::page(const QString &key)
{
    if (Page *made = m_pages.value(key))
        return made;
    const PageFactory factory = m_factories.value(key);
    if (!factory)
        return nullptr;
    Page *made = factory(m_context);
    made->setObjectName(QStringLiteral("page.") + key);
    m_pages.insert(key, made);
    addWidget(made);
    connect(made, &Page::headChanged, this, [this, made] {
        if (made == currentWidget())
            Q_EMIT headChanged();
    });
    connect(made, &Page::settled, this, [this, made] {
        if (made == currentWidget())
            Q_EMIT pageSettled();
    });
    return made;
}

void PageStack::open(const Place &place)
{
    if (!contains(place.page))
        return;
    if (!m_current.page.isEmpty() && !(m_current == place)) {
        m_back.append(m_current);
        if (m_back.size() > HistoryDepth)
            m_back.removeFirst();
        m_forward.clear();
    }
    show(place);
}

void PageStack::openRecord(const RecordRef &record)
{
    if (record.id.isNull())
        return;
    Place place;
    place.page = QStringLiteral("record");
    place.record = record;
    open(place);
}

void PageStack::openList(const QString &object, const QString &where, const QString &title)
{
    Place place;
    place.page = listPageOf(object);
    // Without a list of deals or tasks their board or agenda shows them.
    if (!contains(place.page) && object == QLatin1String("opportunity"))
        place.page = QStringLiteral("pipeline");
    else if (!contains(place.page) && object == QLatin1String("task"))
        place.page = QStringLiteral("tasks");
    place.object = object;
    place.where = where;
    place.title = title;
    open(place);
}

void PageStack::back()
{
    if (m_back.isEmpty())
        return;
    m_forward.append(m_current);
    show(m_back.takeLast());
}

void PageStack::forward()
{
    if (m_forward.isEmpty())
        return;
    m_back.append(m_current);
    show(m_forward.takeLast());
}

void PageStack::takeWay(const Way &way)
{
    m_back = way.back;
    m_forward = way.forward;
    if (contains(way.current.page))
        show(way.current);
}

QString PageStack::listPageOf(const QString &object)
{
    static const QHash<QString, QString> pages{{QStringLiteral("account"), QStringLiteral("customers")},
                                               {QStringLiteral("contact"), QStringLiteral("contacts")},
                                               {QStringLiteral("lead"), QStringLiteral("leads")},
                                               {QStringLiteral("opportunity"), QStringLiteral("deals")},
                                               {QStringLiteral("task"), QStringLiteral("tasklist")}};
    return pages.value(object, QStringLiteral("leads"));
}

void PageStack::show(const Place &place)
{
    Page *shown = page(place.page);
    if (!shown)
        return;
    m_current = place;
    setCurrentWidget(shown);
    shown->show(place);
    Q_EMIT placeChanged();
}

}  // namespace dw::ui
