// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/logform.h"

#include "core/dictionary/dictionary.h"
#include "ui/common/combobox.h"
#include "ui/common/fieldrow.h"
#include "ui/common/lineedit.h"
#include "ui/records/textdraft.h"

#include <QHBoxLayout>
#include <QIntValidator>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int LongestMinutes = 24 * 60;

bool takesTime(const QString &kind)
{
    return kind == QLatin1String("call") || kind == QLatin1String("meeting") ||
           kind == QLatin1String("visit");
}

}  // namespace

LogForm::LogForm(UiContext &context, const QString &kind, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_kind(kind)
    , m_subject(new LineEdit(context.theme, context.icons))
    , m_outcome(new ComboBox(context.theme))
    , m_minutes(new LineEdit(context.theme, context.icons))
    , m_note(new QPlainTextEdit)
{
    const ObjectType &activity = context.configuration()->dictionary->object(u"activity");
    const auto label = [&](QStringView key) {
        const Field *field = activity.find(key);
        return field ? field->label.in(context.language) : key.toString();
    };
    if (const Field *outcome = activity.find(u"outcome")) {
        for (const PicklistValue &value : outcome->values)
            m_outcome->addItem(value.label.in(context.language), value.key);
    }
    m_outcome->setCurrentIndex(std::max(0, m_outcome->findData(QStringLiteral("neutral"))));
    m_minutes->setValidator(new QIntValidator(1, LongestMinutes, this));
    m_minutes->setText(QStringLiteral("30"));
    m_minutes->setAlignment(Qt::AlignRight);
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(2 * context.theme.line(Theme::Scale::Body) + context.theme.space(2));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(context.theme.space(1));
    using Need = FieldRow::Need;
    const auto row = [&](const QString &text, QWidget *editor, Need need) {
        return new FieldRow(context.theme, context.icons, text, editor, need);
    };
    column->addWidget(row(label(u"subject"), m_subject, Need::Required));
    auto *pair = new QHBoxLayout;
    pair->setSpacing(context.theme.space(2));
    pair->addWidget(row(label(u"outcome"), m_outcome, Need::Required), 2);
    if (takesTime(m_kind))
        pair->addWidget(row(tr("Minutes"), m_minutes, Need::Required), 1);
    else
        m_minutes->setParent(this), m_minutes->hide();
    column->addLayout(pair);
    m_last =
        row(label(u"content"), m_note, m_kind == QLatin1String("visit") ? Need::Required : Need::Optional);
    column->addWidget(m_last);
    setFocusProxy(m_subject);

    connect(m_subject, &QLineEdit::textChanged, this, &LogForm::changed);
    connect(m_minutes, &QLineEdit::textChanged, this, &LogForm::changed);
    connect(m_outcome, &QComboBox::currentIndexChanged, this, &LogForm::changed);
    connect(m_note, &QPlainTextEdit::textChanged, this, &LogForm::changed);
}

QString LogForm::kindLabel() const
{
    const Field *field = m_context.configuration()->dictionary->object(u"activity").find(u"kind");
    const PicklistValue *value = field ? field->picklistValue(m_kind) : nullptr;
    return value ? value->label.in(m_context.language) : m_kind;
}

bool LogForm::isComplete() const
{
    if (m_subject->text().trimmed().isEmpty())
        return false;
    if (takesTime(m_kind) && m_minutes->text().toInt() <= 0)
        return false;
    return m_kind != QLatin1String("visit") || !m_note->toPlainText().trimmed().isEmpty();
}

QJsonObject LogForm::values(const RecordRef &related, Instant now) const
{
    QJsonObject set{
        {QStringLiteral("kind"), m_kind},
        {QStringLiteral("subject"), m_subject->text().trimmed()},
        {QStringLiteral("related"), Value(related).toJson()},
        {QStringLiteral("outcome"), m_outcome->currentData().toString()},
        {QStringLiteral("performer_id"), m_context.actor().user.toString()},
    };
    const int minutes = takesTime(m_kind) ? m_minutes->text().toInt() : 0;
    const Instant began{now.ms - minutes * 60'000LL};
    set.insert(QStringLiteral("occurred_at"), began.toIso());
    if (minutes > 0)
        set.insert(QStringLiteral("duration_s"), minutes * 60);
    if (m_kind == QLatin1String("visit"))
        set.insert(QStringLiteral("check_in_at"), began.toIso());
    if (const QString note = m_note->toPlainText().trimmed(); !note.isEmpty())
        set.insert(QStringLiteral("content"), note);
    return set;
}

QString LogForm::subject() const
{
    return m_subject->text();
}

void LogForm::setSubject(const QString &subject)
{
    m_subject->setText(subject);
}

void LogForm::addTo(TextDraft &draft) const
{
    draft.add(QStringLiteral("subject"), m_subject);
    draft.add(QStringLiteral("minutes"), m_minutes);
    draft.add(QStringLiteral("content"), m_note);
}

void LogForm::clear()
{
    m_subject->clear();
    m_note->clear();
    m_last->setError({});
}

void LogForm::showErrors(const QString &text)
{
    m_last->setError(text);
}

}  // namespace dw::ui
