// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/fieldeditors.h"

#include "core/base/inputparser.h"
#include "core/base/normalise.h"
#include "core/base/wording.h"
#include "core/dictionary/referencetargets.h"
#include "ui/common/combobox.h"
#include "ui/common/dateedit.h"
#include "ui/common/lineedit.h"
#include "ui/common/moneyedit.h"
#include "ui/common/parse.h"
#include "ui/records/addressedit.h"
#include "ui/records/chipsedit.h"
#include "ui/records/referenceedit.h"
#include "ui/records/unittext.h"

#include <QPlainTextEdit>
#include <QPointer>
#include <QRegularExpression>

#include <memory>

namespace dw::ui
{

namespace
{

// The editor is made after its parts, which tell it of changes.
using Later = std::shared_ptr<QPointer<FieldEditor>>;

Later later()
{
    return std::make_shared<QPointer<FieldEditor>>();
}

FieldEditor *finish(const Later &later, const Field &field, FieldEditor::Parts parts)
{
    auto *editor = new FieldEditor(field, std::move(parts));
    *later = editor;
    return editor;
}

void tell(const Later &later)
{
    if (*later)
        (*later)->notifyChanged();
}

// Numbers as the field stores them; an Error says why not.
Result<Value> numberOf(const Field &field, const QString &text)
{
    if (text.trimmed().isEmpty())
        return Value();
    DW_ASSIGN(const Decimal number, parseNumber(text));
    const Error wrong(ErrorCode::Invalid, QStringLiteral("input.number_unreadable"), {text});
    switch (field.valueType()) {
        case FieldType::Integer: {
            const auto whole = number.rescaled(0);
            if (!whole || *whole != number)
                return wrong;
            return Value(whole->unscaled());
        }
        case FieldType::Duration: {  // typed in minutes
            const auto seconds = Decimal::multiply(number, Decimal(60, 0));
            const auto whole = seconds ? seconds->rescaled(0) : std::nullopt;
            if (!whole)
                return wrong;
            return Value(whole->unscaled());
        }
        case FieldType::Percent: {
            const auto points = number.rescaled(2);
            if (!points || *points != number)
                return wrong;
            return Value(Percent{points->unscaled()});
        }
        default: {
            const auto scaled = number.rescaled(field.scale);
            if (!scaled || *scaled != number)
                return wrong;
            return Value(*scaled);
        }
    }
}

}  // namespace

bool FieldEditors::canEdit(const Field &field)
{
    if (field.isReadOnly() || field.group.isEmpty())
        return false;
    switch (field.type) {
        case FieldType::Json:
        case FieldType::Blob:
        case FieldType::Attachments:
        case FieldType::Uuid:
        case FieldType::Geo:
        case FieldType::Formula:
        case FieldType::RollUp:
        case FieldType::AutoNumber:
            return false;
        default:
            return true;
    }
}

bool FieldEditors::isShort(const Field &field)
{
    switch (field.type) {
        case FieldType::LongText:
        case FieldType::RichText:
        case FieldType::Expression:
        case FieldType::Address:
        case FieldType::MultiPicklist:
        case FieldType::ReferenceList:
        case FieldType::Tags:
            return false;
        case FieldType::Text:
            return field.length > 0 && field.length <= 60;
        default:
            return true;
    }
}

FieldEditor *FieldEditors::make(const Field &field, Currency currency, QWidget *parent) const
{
    switch (field.type) {
        case FieldType::LongText:
        case FieldType::RichText:
        case FieldType::Expression:
            return longText(field, parent);
        case FieldType::Integer:
        case FieldType::Decimal:
        case FieldType::Percent:
        case FieldType::Duration:
            return number(field, parent);
        case FieldType::Money:
            return money(field, currency, parent);
        case FieldType::Boolean:
            return boolean(field, parent);
        case FieldType::Date:
            return date(field, parent);
        case FieldType::DateTime:
            return dateTime(field, parent);
        case FieldType::Picklist:
            return picklist(field, parent);
        case FieldType::MultiPicklist:
            return multi(field, parent);
        case FieldType::Reference:
            return reference(field, parent);
        case FieldType::AnyReference:
            return anyReference(field, parent);
        case FieldType::ReferenceList:
            return referenceList(field, parent);
        case FieldType::Address:
            return address(field, parent);
        case FieldType::Tags:
            return tags(field, parent);
        case FieldType::Text:
        case FieldType::Phone:
        case FieldType::Email:
        case FieldType::Url:
            return text(field, parent);
        default:
            return nullptr;
    }
}

FieldEditor *FieldEditors::repetition(const Field &field, QWidget *parent) const
{
    auto *combo = new ComboBox(m_context.theme, parent);
    combo->addItem(tr("Does not repeat"), QString());
    combo->addItem(tr("Every day"), QStringLiteral("FREQ=DAILY"));
    combo->addItem(tr("Every weekday"), QStringLiteral("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"));
    combo->addItem(tr("Every week"), QStringLiteral("FREQ=WEEKLY"));
    combo->addItem(tr("Every month"), QStringLiteral("FREQ=MONTHLY"));
    combo->addItem(tr("Every year"), QStringLiteral("FREQ=YEARLY"));
    combo->setSearchable(true);
    combo->setKeepsUnknown(true);
    combo->setPlaceholder(tr("Choose, or write a rule"));
    combo->setToolTip(tr("Choose, or write a rule such as FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"));
    const Later editor = later();
    QObject::connect(combo, &QComboBox::activated, combo, [editor] { tell(editor); });
    QObject::connect(combo->lineEdit(), &QLineEdit::textEdited, combo, [editor] { tell(editor); });
    const auto rule = [combo] {
        const QString own = combo->unknownText();
        const int at = combo->findText(combo->currentText(), Qt::MatchFixedString);
        return own.isEmpty() && at >= 0 ? combo->itemData(at).toString() : own;
    };
    const auto set = [combo](const QString &given) {
        const int at = combo->findData(given);
        combo->setCurrentIndex(at);
        combo->setEditText(at < 0 ? given : combo->itemText(at));
    };
    return finish(editor, field,
                  {combo,
                   [rule] { return rule().isEmpty() ? Value() : Value(rule()); },
                   [set](const Value &value) { set(value.text()); },
                   {},
                   rule,
                   set});
}

FieldEditor *FieldEditors::text(const Field &field, QWidget *parent) const
{
    if (field.unit == QLatin1String("RFC 5545"))
        return repetition(field, parent);
    auto *edit = new LineEdit(m_context.theme, m_context.icons, parent);
    edit->setMaxLength(field.length > 0 ? field.length : 200);
    if (field.type == FieldType::Email)
        edit->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    const Later editor = later();
    QObject::connect(edit, &QLineEdit::textEdited, edit, [editor] { tell(editor); });
    const ValueText shown(m_context);
    return finish(editor, field,
                  {edit,
                   [edit, field] {
                       const QString typed = edit->text().trimmed();
                       // A number that nobody touched is the one that was read, spaces or not.
                       const auto known =
                           field.type == FieldType::Phone ? normalisePhone(typed) : Result<QString>(typed);
                       return Value(known.ok() ? *known : typed);
                   },
                   [edit, field, shown](const Value &value) { edit->setText(shown.editable(field, value)); },
                   {},
                   [edit] { return edit->text(); },
                   [edit](const QString &typed) { edit->setText(typed); }});
}

FieldEditor *FieldEditors::longText(const Field &field, QWidget *parent) const
{
    auto *edit = new QPlainTextEdit(parent);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(m_context.theme.line(Theme::Scale::Body) * 4);
    const Later editor = later();
    QObject::connect(edit, &QPlainTextEdit::textChanged, edit, [editor] { tell(editor); });
    return finish(editor, field,
                  {edit,
                   [edit] { return Value(edit->toPlainText().trimmed()); },
                   [edit](const Value &value) { edit->setPlainText(value.text()); },
                   {},
                   [edit] { return edit->toPlainText(); },
                   [edit](const QString &typed) { edit->setPlainText(typed); }});
}

FieldEditor *FieldEditors::number(const Field &field, QWidget *parent) const
{
    auto *edit = new LineEdit(m_context.theme, m_context.icons, parent);
    edit->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    if (field.type == FieldType::Percent)
        edit->setSuffix(QStringLiteral("%"));
    else if (field.type == FieldType::Duration)
        edit->setSuffix(tr("min"));
    else if (field.key.startsWith(QLatin1String("c_")))
        edit->setSuffix(field.unit);  // in the words of the customer who made the field
    else if (!field.unit.isEmpty() && field.unit[0].isLetter())
        edit->setSuffix(unitText(field.unit));
    else
        edit->setPlaceholderText(QString(field.unit).replace(QLatin1Char('-'), QChar(0x2013)));  // "1-5"
    const Later editor = later();
    QObject::connect(edit, &QLineEdit::textEdited, edit, [editor] { tell(editor); });
    const ValueText shown(m_context);
    return finish(editor, field,
                  {edit,
                   [edit, field] {
                       const auto value = numberOf(field, edit->text());
                       return value.ok() ? value.value() : Value();
                   },
                   [edit, field, shown](const Value &value) { edit->setText(shown.editable(field, value)); },
                   [edit, field] {
                       const auto value = numberOf(field, edit->text());
                       return value.ok() ? QString() : describe(value.error());
                   },
                   [edit] { return edit->text(); }, [edit](const QString &typed) { edit->setText(typed); }});
}

FieldEditor *FieldEditors::money(const Field &field, Currency currency, QWidget *parent) const
{
    const int digits = currency.minorDigits();
    const Format format = m_context.format;
    auto *edit = new MoneyEdit(
        m_context.theme, m_context.icons, currency.code(),
        [digits](const QString &typed) { return parseMoney(typed, digits); },
        [digits, format](qint64 minor) { return format.money(minor, digits, Format::Decimals::Minor); },
        parent);
    const Later editor = later();
    QObject::connect(edit, &QLineEdit::textEdited, edit, [editor] { tell(editor); });
    return finish(editor, field,
                  {edit,
                   [edit, digits, currency] {
                       // Also what has not been finished by leaving the field.
                       const auto minor = edit->text().trimmed().isEmpty() ? std::optional<qint64>()
                                                                           : parseMoney(edit->text(), digits);
                       return minor ? Value(Money{*minor, currency}) : Value();
                   },
                   [edit](const Value &value) {
                       edit->setValue(value.isNull() ? std::optional<qint64>() : value.money().minor);
                   },
                   [edit, digits] {
                       const QString typed = edit->text().trimmed();
                       return typed.isEmpty() || parseMoney(typed, digits)
                                  ? QString()
                                  : wording(QStringLiteral("input.number_unreadable"), {typed});
                   },
                   [edit] { return edit->text(); }, [edit](const QString &typed) { edit->setText(typed); }});
}

FieldEditor *FieldEditors::date(const Field &field, QWidget *parent) const
{
    const QDate today = ValueText(m_context).today();
    const auto parse = [today](const QString &typed) { return dw::ui::parseDate(QStringView(typed), today); };
    auto *edit = new DateEdit(
        m_context.theme, m_context.icons, parse, [](QDate day) { return day.toString(Qt::ISODate); }, parent);
    edit->setPlaceholderText(tr("2026-12-18, today, 18 Dec"));
    const Later editor = later();
    QObject::connect(edit, &QLineEdit::textEdited, edit, [editor] { tell(editor); });
    QObject::connect(edit, &DateEdit::valueChanged, edit, [editor] { tell(editor); });
    return finish(editor, field,
                  {edit,
                   [edit, parse] {
                       const QString typed = edit->text().trimmed();
                       const auto day = typed.isEmpty() ? std::optional<QDate>() : parse(typed);
                       return day ? Value(Date::fromQDate(*day)) : Value();
                   },
                   [edit](const Value &value) {
                       edit->setValue(value.isNull() ? std::optional<QDate>() : value.date().toQDate());
                   },
                   [edit, parse] {
                       const QString typed = edit->text().trimmed();
                       return typed.isEmpty() || parse(typed)
                                  ? QString()
                                  : wording(QStringLiteral("input.date_unreadable"), {typed});
                   },
                   [edit] { return edit->text(); }, [edit](const QString &typed) { edit->setText(typed); }});
}

FieldEditor *FieldEditors::dateTime(const Field &field, QWidget *parent) const
{
    auto *edit = new LineEdit(m_context.theme, m_context.icons, parent);
    edit->setPlaceholderText(tr("2026-12-18 09:30, tomorrow 14:00"));
    const QDate today = ValueText(m_context).today();
    const BusinessZone zone = m_context.configuration()->settings.zone;
    // A day, a time, or both; a time alone is today, a day alone 00:00 (DESIGN 4).
    const auto parse = [today, zone](const QString &typed) -> std::optional<Instant> {
        static const QRegularExpression clock(QStringLiteral("(?:^|\\s)(\\d{1,2})[:：](\\d{2})\\s*$"));
        QString text = typed.trimmed();
        QTime time(0, 0);
        QDate day = today;
        if (const auto match = clock.match(text); match.hasMatch()) {
            time = QTime(match.captured(1).toInt(), match.captured(2).toInt());
            if (!time.isValid())
                return std::nullopt;
            text = text.left(match.capturedStart()).trimmed();
        }
        if (!text.isEmpty()) {
            const auto found = dw::ui::parseDate(QStringView(text), today);
            if (!found)
                return std::nullopt;
            day = *found;
        }
        return Instant{QDateTime(day, time, zone.zone()).toMSecsSinceEpoch()};
    };
    const Later editor = later();
    QObject::connect(edit, &QLineEdit::textEdited, edit, [editor] { tell(editor); });
    const ValueText shown(m_context);
    return finish(editor, field,
                  {edit,
                   [edit, parse] {
                       const auto at = edit->text().trimmed().isEmpty() ? std::nullopt : parse(edit->text());
                       return at ? Value(*at) : Value();
                   },
                   [edit, field, shown](const Value &value) { edit->setText(shown.editable(field, value)); },
                   [edit, parse] {
                       const QString typed = edit->text().trimmed();
                       return typed.isEmpty() || parse(typed)
                                  ? QString()
                                  : wording(QStringLiteral("input.date_unreadable"), {typed});
                   },
                   [edit] { return edit->text(); }, [edit](const QString &typed) { edit->setText(typed); }});
}

FieldEditor *FieldEditors::boolean(const Field &field, QWidget *parent) const
{
    auto *combo = new ComboBox(m_context.theme, parent);
    combo->addItem(QString());
    combo->addItem(tr("Yes"));
    combo->addItem(tr("No"));
    const Later editor = later();
    QObject::connect(combo, &QComboBox::activated, combo, [editor] { tell(editor); });
    return finish(editor, field,
                  {combo,
                   [combo] {
                       return combo->currentIndex() <= 0 ? Value()
                                                         : Value::boolean(combo->currentIndex() == 1);
                   },
                   [combo](const Value &value) {
                       combo->setCurrentIndex(value.isNull() ? 0 : value.boolean() ? 1 : 2);
                   },
                   {},
                   [combo] { return QString::number(combo->currentIndex()); },
                   [combo](const QString &typed) { combo->setCurrentIndex(typed.toInt()); }});
}

FieldEditor *FieldEditors::picklist(const Field &field, QWidget *parent) const
{
    auto *combo = new ComboBox(m_context.theme, parent);
    combo->addItem(QString(), QString());
    for (const PicklistValue &value : field.values) {
        if (!value.retired)
            combo->addItem(value.label.in(m_context.language), value.key);
    }
    combo->setSearchable(field.openValues || field.values.size() > 10);
    combo->setKeepsUnknown(field.openValues);
    const Later editor = later();
    QObject::connect(combo, &QComboBox::activated, combo, [editor] { tell(editor); });
    if (field.openValues)
        QObject::connect(combo->lineEdit(), &QLineEdit::textEdited, combo, [editor] { tell(editor); });
    const auto set = [combo, field, language = m_context.language](const QString &key) {
        int at = combo->findData(key);
        if (at < 0 && !key.isEmpty()) {  // a retired value stays choosable where it is set
            const PicklistValue *value = field.picklistValue(key);
            combo->addItem(value == nullptr ? key : value->label.in(language), key);
            at = combo->count() - 1;
        }
        combo->setCurrentIndex(at);
        if (combo->isEditable())
            combo->setEditText(combo->itemText(at));
    };
    const auto unknown = [combo, field] { return field.openValues ? combo->unknownText() : QString(); };
    return finish(editor, field,
                  {combo, [combo] { return Value(combo->currentData().toString()); },
                   [set](const Value &value) { set(value.text()); },
                   [unknown] {
                       return unknown().isEmpty() ? QString() : tr("“%1” is not in the list.").arg(unknown());
                   },
                   // A key has no spaces around it: text that the list lacks has.
                   [combo, unknown] {
                       return unknown().isEmpty() ? combo->currentData().toString()
                                                  : QLatin1Char(' ') + unknown();
                   },
                   [combo, set](const QString &typed) {
                       if (combo->isEditable() && typed.startsWith(QLatin1Char(' ')))
                           combo->setEditText(typed.mid(1));
                       else
                           set(typed);
                   },
                   unknown,
                   [combo, set](const QString &key, const QString &label) {
                       combo->addItem(label, key);
                       set(key);
                   }});
}

FieldEditor *FieldEditors::multi(const Field &field, QWidget *parent) const
{
    auto *edit = new ChipsEdit(m_context, parent);
    QList<std::pair<QString, QString>> choices;
    for (const PicklistValue &value : field.values) {
        if (!value.retired)
            choices.append({value.key, value.label.in(m_context.language)});
    }
    edit->setChoices(choices, field.openValues);
    const Later editor = later();
    QObject::connect(edit, &ChipsEdit::changed, edit, [editor] { tell(editor); });
    return finish(
        editor, field,
        {edit, [edit] { return Value(edit->keys()); },
         [edit](const Value &value) { edit->setKeys(value.keys()); },
         [edit] {
             const QString unknown = edit->unknownText();
             return unknown.isEmpty() ? QString() : tr("“%1” is not in the list.").arg(unknown);
         },
         [edit] { return edit->keys().join(QLatin1Char('\n')); },
         [edit](const QString &typed) { edit->setKeys(typed.split(QLatin1Char('\n'), Qt::SkipEmptyParts)); },
         [edit] { return edit->unknownText(); },
         [edit](const QString &key, const QString &label) { edit->addChoice(key, label); }});
}

FieldEditor *FieldEditors::tags(const Field &field, QWidget *parent) const
{
    FieldEditor *editor = multi(field, parent);
    static_cast<ChipsEdit *>(editor->widget())->setFreeText(true);
    return editor;
}

FieldEditor *FieldEditors::reference(const Field &field, QWidget *parent) const
{
    auto *edit = new ReferenceEdit(m_context, field.target, parent);
    edit->setKeepsText(true);
    const Later editor = later();
    QObject::connect(edit, &ReferenceEdit::chosen, edit, [editor] { tell(editor); });
    return finish(
        editor, field,
        {edit, [edit] { return Value(edit->id()); },
         [edit](const Value &value) { edit->setReference(value.id()); },
         [edit] {
             const QString unknown = edit->unknown();
             return unknown.isEmpty() ? QString()
                                      : tr("There is no “%1”. Search for it, or make it.").arg(unknown);
         },
         [edit] {
             const QString unknown = edit->unknown();
             return !unknown.isEmpty() ? unknown : edit->id().isNull() ? QString() : edit->id().toString();
         },
         [edit](const QString &typed) {
             if (const auto id = Id::fromString(typed); id || typed.isEmpty())
                 edit->setReference(id.value_or(Id()));
             else
                 edit->setUnknown(typed);
         },
         [edit] { return edit->unknown(); }});
}

FieldEditor *FieldEditors::anyReference(const Field &field, QWidget *parent) const
{
    QStringList objects;
    for (const ObjectTypePtr &type :
         referenceTargets(*m_context.configuration()->dictionary, QString(), field.key))
        objects.append(type->key());
    // Of a share: no record has its shares as a collection.
    if (objects.isEmpty())
        objects = field.key == QLatin1String("grantee")
                      ? QStringList{QStringLiteral("user"), QStringLiteral("team"), QStringLiteral("role")}
                      : QStringList{QStringLiteral("account"), QStringLiteral("contact"),
                                    QStringLiteral("lead"), QStringLiteral("opportunity")};
    auto *edit = new ReferenceEdit(m_context, objects, parent);
    const Later editor = later();
    QObject::connect(edit, &ReferenceEdit::chosen, edit, [editor] { tell(editor); });
    return finish(editor, field,
                  {edit,
                   [edit] { return edit->id().isNull() ? Value() : Value(edit->record()); },
                   [edit](const Value &value) { edit->setRecord(value.recordRef()); },
                   {},
                   [edit] {
                       return edit->id().isNull()
                                  ? QString()
                                  : edit->record().object + QLatin1Char(' ') + edit->id().toString();
                   },
                   [edit](const QString &typed) {
                       const Id id = Id::fromString(typed.section(QLatin1Char(' '), 1)).value_or(Id());
                       edit->setRecord(id.isNull() ? RecordRef()
                                                   : RecordRef{typed.section(QLatin1Char(' '), 0, 0), id});
                   }});
}

FieldEditor *FieldEditors::referenceList(const Field &field, QWidget *parent) const
{
    auto *edit = new ChipsEdit(m_context, parent);
    edit->setObject(field.target);
    const Later editor = later();
    QObject::connect(edit, &ChipsEdit::changed, edit, [editor] { tell(editor); });
    const auto ids = [edit] {
        QList<Id> found;
        const QStringList keys = edit->keys();
        for (const QString &key : keys) {
            if (const auto id = Id::fromString(key))
                found.append(*id);
        }
        return found;
    };
    return finish(editor, field,
                  {edit,
                   [ids] { return Value(ids()); },
                   [edit](const Value &value) {
                       QStringList keys;
                       const QList<Id> list = value.ids();
                       for (const Id &id : list)
                           keys.append(id.toString());
                       edit->setKeys(keys);
                   },
                   {},
                   [edit] { return edit->keys().join(QLatin1Char('\n')); },
                   [edit](const QString &typed) {
                       edit->setKeys(typed.split(QLatin1Char('\n'), Qt::SkipEmptyParts));
                   }});
}

FieldEditor *FieldEditors::address(const Field &field, QWidget *parent) const
{
    auto *edit = new AddressEdit(m_context, parent);
    const Later editor = later();
    QObject::connect(edit, &AddressEdit::changed, edit, [editor] { tell(editor); });
    return finish(editor, field,
                  {edit,
                   [edit] { return Value(edit->json()); },
                   [edit](const Value &value) { edit->setJson(value.text()); },
                   {},
                   [edit] { return edit->json(); },
                   [edit](const QString &typed) { edit->setJson(typed); }});
}

}  // namespace dw::ui
