// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/referenceedit.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QStandardItemModel>

namespace dw::ui
{

namespace
{

constexpr int Offered = 8;
constexpr int OfferedOfEach = 3;
constexpr int TypingPause = 30;

constexpr int TitleRole = Qt::UserRole + 1;
constexpr int ObjectRole = Qt::UserRole + 2;

using Hits = QList<std::pair<RecordRef, QString>>;

QString quoted(QString text)
{
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

Result<Hits> findHits(const Reader &reader, const QString &object, const QString &where, const QString &text)
{
    Hits hits;
    if (!text.isEmpty() && where.isEmpty()) {
        DW_ASSIGN(const QList<SearchHit> found, reader.search(text, {object}, Offered));
        for (const SearchHit &hit : found)
            hits.append({hit.record, hit.title});
        if (!hits.isEmpty())
            return hits;
    }
    DW_ASSIGN(const ObjectTypePtr type, reader.object(object));
    const Field &title = type->field(type->titleIndex(reader.context().language));
    QString condition = where;
    if (!text.isEmpty()) {
        const QString contains = QStringLiteral("CONTAINS(%1, %2)").arg(title.key, quoted(text));
        condition = where.isEmpty() ? contains : QStringLiteral("AND(%1, %2)").arg(where, contains);
    }
    DW_ASSIGN(const Query query, reader.query(object, condition, {title.key}));
    DW_ASSIGN(const auto rows, reader.rows(query, Offered));
    DW_ASSIGN(const QList<Record> records,
              reader.page(type, rows, {type->titleIndex(reader.context().language)}));
    for (const Record &record : records) {
        if (record.isValid())
            hits.append({record.ref(), record.title(reader.context().language)});
    }
    return hits;
}

// A few of each: who does not see the one meant types on.
Result<Hits> findAny(const Reader &reader, const QStringList &objects, const QString &where,
                     const QString &text)
{
    Hits hits;
    for (const QString &object : objects) {
        DW_ASSIGN(const Hits found, findHits(reader, object, where, text));
        hits += objects.size() == 1 ? found : found.mid(0, OfferedOfEach);
    }
    return hits;
}

}  // namespace

ReferenceEdit::ReferenceEdit(UiContext &context, const QString &object, QWidget *parent)
    : ReferenceEdit(context, QStringList{object}, parent)
{}

ReferenceEdit::ReferenceEdit(UiContext &context, const QStringList &objects, QWidget *parent)
    : LineEdit(context.theme, context.icons, parent)
    , m_context(context)
    , m_objects(objects)
    , m_hits(new QStandardItemModel(this))
    , m_completer(new QCompleter(m_hits, this))
{
    setLeadingIcon(QStringLiteral("search"));
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setWidget(this);
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            &ReferenceEdit::choose);
    m_delay.setSingleShot(true);
    m_delay.setInterval(TypingPause);
    connect(&m_delay, &QTimer::timeout, this, &ReferenceEdit::ask);
    connect(this, &QLineEdit::textEdited, this, [this] { m_delay.start(); });
}

void ReferenceEdit::setReference(const Id &id, const QString &title)
{
    setRecord(id.isNull() ? RecordRef() : RecordRef{m_objects.value(0), id}, title);
}

void ReferenceEdit::setRecord(const RecordRef &record, const QString &title)
{
    m_record = record;
    m_title = title;
    setText(title);
    if (record.id.isNull() || !title.isEmpty())
        return;
    m_context.reader.run<QString>(
        Workspace::Lane::Detail, {}, this,
        [ref = record](const Reader &reader) -> Result<QString> {
            DW_ASSIGN(const auto titles, reader.titles({ref}));
            return titles.value(ref);
        },
        [this, record](const Result<QString> &answer) {
            if (answer.ok() && record == m_record && m_title.isEmpty()) {
                m_title = answer.value();
                if (!hasFocus())
                    setText(m_title);
            }
        });
}

void ReferenceEdit::ask()
{
    const int generation = ++m_generation;
    m_context.reader.run<Hits>(
        Workspace::Lane::Detail, QStringLiteral("reference.%1").arg(quintptr(this), 0, 16), this,
        [objects = m_objects, where = m_where, typed = text().trimmed()](const Reader &reader) {
            return findAny(reader, objects, where, typed);
        },
        [this, generation](const Result<Hits> &answer) {
            if (generation != m_generation || !answer.ok())
                return;
            m_hits->clear();
            const ConfigurationPtr configuration = m_context.configuration();
            for (const auto &[record, title] : answer.value()) {
                const ObjectTypePtr type = configuration->dictionary->find(record.object);
                auto *item =
                    new QStandardItem(m_objects.size() == 1 || !type ? title
                                                                     : type->label().in(m_context.language) +
                                                                           QStringLiteral(" · ") + title);
                item->setData(record.id.toByteArray(), Qt::UserRole);
                item->setData(title, TitleRole);
                item->setData(record.object, ObjectRole);
                item->setEditable(false);
                m_hits->appendRow(item);
            }
            if (hasFocus() && m_hits->rowCount() > 0)
                m_completer->complete();
        });
}

QString ReferenceEdit::unknown() const
{
    if (!m_keepsText || text() == m_title || m_completer->popup()->isVisible())
        return {};
    return text().trimmed();
}

void ReferenceEdit::setUnknown(const QString &text)
{
    setRecord({});
    setText(text);
}

// Who types a name to its end has chosen it, however fast they went on.
void ReferenceEdit::chooseByTitle(const QString &typed)
{
    m_context.reader.run<Hits>(
        Workspace::Lane::Detail, {}, this,
        [objects = m_objects, where = m_where, typed](const Reader &reader) {
            return findAny(reader, objects, where, typed);
        },
        [this, typed](const Result<Hits> &answer) {
            if (!answer.ok() || hasFocus() || unknown() != typed)
                return;
            Hits same = answer.value();
            same.removeIf(
                [&](const auto &hit) { return hit.second.compare(typed, Qt::CaseInsensitive) != 0; });
            if (same.size() != 1)
                return;
            setRecord(same.first().first, same.first().second);
            Q_EMIT chosen();
        });
}

void ReferenceEdit::choose(const QModelIndex &index)
{
    // The completer's own proxy maps rows one to one.
    const QStandardItem *item = m_hits->item(index.row());
    if (item == nullptr)
        return;
    m_record = {item->data(ObjectRole).toString(),
                Id::fromBytes(item->data(Qt::UserRole).toByteArray()).value_or(Id())};
    m_title = item->data(TitleRole).toString();
    setText(m_title);
    Q_EMIT chosen();
}

void ReferenceEdit::keyPressEvent(QKeyEvent *event)
{
    QAbstractItemView *popup = m_completer->popup();
    if (popup->isVisible() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        const QModelIndex chosen =
            popup->currentIndex().isValid() ? popup->currentIndex() : popup->model()->index(0, 0);
        popup->hide();
        choose(chosen);
        return;
    }
    if (event->key() == Qt::Key_Down && !popup->isVisible()) {
        ask();
        return;
    }
    LineEdit::keyPressEvent(event);
}

void ReferenceEdit::focusOutEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::PopupFocusReason && text() != m_title) {
        if (text().trimmed().isEmpty()) {
            m_record = RecordRef();
            m_title.clear();
            Q_EMIT chosen();
        }
        if (m_keepsText && !text().trimmed().isEmpty())
            chooseByTitle(text().trimmed());
        else
            setText(m_title);
    }
    LineEdit::focusOutEvent(event);
}

}  // namespace dw::ui
