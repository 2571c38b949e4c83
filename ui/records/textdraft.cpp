// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/textdraft.h"

#include "ui/records/draftbanner.h"

#include <QLineEdit>
#include <QPlainTextEdit>

#include <utility>

namespace dw::ui
{

TextDraft::TextDraft(UiContext &context, const QString &area, const Id &about, QObject *parent)
    : QObject(parent), m_draft(context, area)
{
    m_draft.setRecord(about);
}

TextDraft::~TextDraft()
{
    if (m_typed.isEmpty() && !m_dropped.isEmpty())
        m_draft.drop();
    else
        m_draft.flush();
}

QString TextDraft::Part::text() const
{
    return line != nullptr ? line->text() : lines->toPlainText();
}

void TextDraft::Part::setText(const QString &text) const
{
    if (line != nullptr)
        line->setText(text);
    else
        lines->setPlainText(text);
}

void TextDraft::add(const QString &key, QLineEdit *edit)
{
    add(Part{key, edit->text(), edit, nullptr});
    connect(edit, &QLineEdit::textChanged, this, &TextDraft::keep);
}

void TextDraft::add(const QString &key, QPlainTextEdit *edit)
{
    add(Part{key, edit->toPlainText(), nullptr, edit});
    connect(edit, &QPlainTextEdit::textChanged, this, &TextDraft::keep);
}

void TextDraft::add(const Part &part)
{
    m_parts.append(part);
    if (const QString text = m_waiting.take(part.key); !text.isEmpty())
        part.setText(text);
}

void TextDraft::setBanner(DraftBanner *banner)
{
    m_banner = banner;
    connect(banner, &DraftBanner::dropRequested, this, [this] {
        m_dropped = m_typed;
        m_waiting.clear();
        for (const Part &part : std::as_const(m_parts))
            part.setText(part.initial);
    });
    connect(banner, &DraftBanner::bringBackRequested, this, [this] {
        // What was typed since can be dropped, and brought back, in its turn.
        const QHash<QString, QString> now = m_typed;
        put(std::exchange(m_dropped, now));
    });
}

void TextDraft::restore()
{
    m_draft.read([this](const QHash<QString, QString> &kept) {
        QHash<QString, QString> back;
        m_waiting = kept;
        for (const Part &part : std::as_const(m_parts)) {
            const auto text = kept.constFind(part.key);
            m_waiting.remove(part.key);
            if (text != kept.constEnd() && part.text() == part.initial)
                back.insert(part.key, *text);
        }
        // What was typed meanwhile does not push out what waits for its field.
        if (!m_waiting.isEmpty())
            keep();
        if (back.isEmpty())
            return;
        put(back);
        if (m_banner != nullptr)
            m_banner->showRestored();
        Q_EMIT restored();
    });
}

void TextDraft::put(const QHash<QString, QString> &typed)
{
    for (const Part &part : std::as_const(m_parts)) {
        if (const auto text = typed.constFind(part.key); text != typed.constEnd())
            part.setText(*text);
    }
}

void TextDraft::keep()
{
    m_typed = m_waiting;
    for (const Part &part : std::as_const(m_parts)) {
        if (const QString text = part.text(); text != part.initial)
            m_typed.insert(part.key, text);
    }
    // What was dropped is still kept while nothing stands in its place: a crash does not make it final.
    m_draft.touch([this] { return m_typed.isEmpty() ? m_dropped : m_typed; });
}

void TextDraft::drop()
{
    m_typed.clear();
    m_waiting.clear();
    m_dropped.clear();
    m_draft.drop();
}

}  // namespace dw::ui
