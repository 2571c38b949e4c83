// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/chipsedit.h"

#include "ui/common/combobox.h"
#include "ui/common/filterchip.h"
#include "ui/common/lineedit.h"
#include "ui/records/referenceedit.h"
#include "ui/records/valuetext.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace dw::ui
{

ChipsEdit::ChipsEdit(UiContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(context.theme.space(1));
}

void ChipsEdit::setChoices(const QList<std::pair<QString, QString>> &choices, bool open)
{
    if (choices.isEmpty())
        return;
    m_combo = new ComboBox(m_context.theme, this);
    m_combo->setPlaceholder(tr("Add"));
    m_combo->setAccessibleName(tr("Add"));
    for (const auto &[key, label] : choices) {
        m_combo->addItem(label, key);
        m_labels.insert(key, label);
    }
    m_combo->setSearchable(open);
    m_combo->setKeepsUnknown(open);
    m_open = open;
    m_combo->setCurrentIndex(-1);
    m_row->addWidget(m_combo, 1);
    setFocusProxy(m_combo);
    connect(m_combo, &QComboBox::activated, this, [this](int index) {
        add(m_combo->itemData(index).toString(), m_combo->itemText(index));
        clearCombo();
    });
    if (open)
        connect(m_combo->lineEdit(), &QLineEdit::textEdited, this, &ChipsEdit::changed);
}

void ChipsEdit::clearCombo()
{
    m_combo->setCurrentIndex(-1);
    if (m_combo->isEditable())
        m_combo->clearEditText();
}

QString ChipsEdit::unknownText() const
{
    return m_open ? m_combo->unknownText() : QString();
}

void ChipsEdit::addChoice(const QString &key, const QString &label)
{
    m_combo->addItem(label, key);
    clearCombo();
    add(key, label);
}

void ChipsEdit::setObject(const QString &object)
{
    m_object = object;
    m_reference = new ReferenceEdit(m_context, object, this);
    m_reference->setAccessibleName(tr("Add"));
    m_row->addWidget(m_reference, 1);
    setFocusProxy(m_reference);
    connect(m_reference, &ReferenceEdit::chosen, this, [this] {
        if (m_reference->id().isNull())
            return;
        add(m_reference->id().toString(), m_reference->title());
        m_reference->setReference({});
    });
}

void ChipsEdit::setFreeText(bool free)
{
    if (!free || m_text != nullptr)
        return;
    m_text = new LineEdit(m_context.theme, m_context.icons, this);
    m_text->setPlaceholderText(tr("Add, then Enter"));
    m_text->setAccessibleName(tr("Add"));
    m_row->addWidget(m_text, 1);
    setFocusProxy(m_text);
    connect(m_text, &QLineEdit::returnPressed, this, [this] {
        const QString typed = m_text->text().trimmed();
        m_text->clear();
        add(typed, typed);
    });
}

void ChipsEdit::add(const QString &key, const QString &label)
{
    if (key.isEmpty() || m_keys.contains(key))
        return;
    m_keys.append(key);
    m_labels.insert(key, label);
    rebuild();
    Q_EMIT changed();
}

void ChipsEdit::setKeys(const QStringList &keys)
{
    m_keys = keys;
    rebuild();
    if (!m_object.isEmpty())
        readTitles();
}

void ChipsEdit::readTitles()
{
    QList<RecordRef> refs;
    for (const QString &key : std::as_const(m_keys)) {
        if (const auto id = Id::fromString(key); id && !m_labels.contains(key))
            refs.append({m_object, *id});
    }
    if (refs.isEmpty())
        return;
    m_context.reader.run<Titles>(
        Workspace::Lane::Detail, {}, this, [refs](const Reader &reader) { return reader.titles(refs); },
        [this](const Result<Titles> &answer) {
            if (!answer.ok())
                return;
            for (auto title = answer.value().constBegin(); title != answer.value().constEnd(); ++title)
                m_labels.insert(title.key().id.toString(), title.value());
            rebuild();
        });
}

void ChipsEdit::rebuild()
{
    for (QWidget *chip : std::as_const(m_chips))
        chip->deleteLater();
    m_chips.clear();
    for (const QString &key : std::as_const(m_keys)) {
        const QString label = m_labels.value(key, m_object.isEmpty() ? key : QString(QChar(0x2026)));
        auto *chip = new FilterChip(m_context.theme, m_context.icons, label, QString(), QString(), this);
        connect(chip, &FilterChip::removeRequested, this, [this, key] {
            m_keys.removeAll(key);
            rebuild();
            Q_EMIT changed();
        });
        m_row->insertWidget(int(m_chips.size()), chip);
        m_chips.append(chip);
    }
}

}  // namespace dw::ui
