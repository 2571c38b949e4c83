// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/keyboardreach.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QScrollBar>
#include <QSizeGrip>
#include <QSplitterHandle>
#include <QTabBar>
#include <QTest>
#include <QTextEdit>
#include <QToolButton>

#include <cstring>

namespace dw::test
{

namespace
{

constexpr int MostStops = 1500;

// Where the code of a virtual function of an object lies, by the C++ ABI that all compilers of Linux share: a
// pointer to a virtual member holds one more than its place in the table.
template <typename Function>
quintptr codeOf(const QWidget *widget, Function function)
{
    quintptr place = 0;
    std::memcpy(&place, &function, sizeof place);
    if ((place & 1) == 0)
        return place;
    const char *table = nullptr;
    std::memcpy(&table, reinterpret_cast<const char *>(widget), sizeof table);
    quintptr code = 0;
    std::memcpy(&code, table + (place - 1), sizeof code);
    return code;
}

// Opens what QWidget keeps to its children.
class Handlers : public QWidget
{
public:
    static bool differ(const QWidget *widget, const QWidget *than)
    {
        return codeOf(widget, &Handlers::mousePressEvent) != codeOf(than, &Handlers::mousePressEvent) ||
               codeOf(widget, &Handlers::mouseReleaseEvent) != codeOf(than, &Handlers::mouseReleaseEvent) ||
               codeOf(widget, &Handlers::mouseDoubleClickEvent) !=
                   codeOf(than, &Handlers::mouseDoubleClickEvent);
    }
    static bool takesKeys(const QWidget *widget, const QWidget *than)
    {
        return codeOf(widget, &Handlers::keyPressEvent) != codeOf(than, &Handlers::keyPressEvent);
    }
};

bool isPart(const QWidget *widget)
{
    // The insides of a field, of a row of tabs or of a view: their owner has keys for what they do.
    for (const QWidget *at = widget->parentWidget(); at != nullptr; at = at->parentWidget()) {
        if (qobject_cast<const QAbstractSpinBox *>(at) || qobject_cast<const QComboBox *>(at) ||
            qobject_cast<const QLineEdit *>(at) || qobject_cast<const QTabBar *>(at))
            return true;
        if (at->isWindow())
            break;
    }
    return widget->objectName().startsWith(QLatin1String("qt_"));
}

// What only changes how much room something has.
bool isFurniture(const QWidget *widget)
{
    return qobject_cast<const QScrollBar *>(widget) || qobject_cast<const QSplitterHandle *>(widget) ||
           qobject_cast<const QSizeGrip *>(widget);
}

bool answersToTheMouse(const QWidget *widget)
{
    // They have no more than Qt's own answers.
    const QWidget plain;
    const QAbstractScrollArea area;
    if (isFurniture(widget) || isPart(widget))
        return false;
    if (const auto *header = qobject_cast<const QHeaderView *>(widget))
        return header->sectionsClickable();
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return label->textInteractionFlags().testFlag(Qt::LinksAccessibleByMouse) &&
               label->text().contains(QLatin1String("<a "));
    if (qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QAbstractItemView *>(widget) ||
        qobject_cast<const QComboBox *>(widget) || qobject_cast<const QLineEdit *>(widget) ||
        qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QTextEdit *>(widget) ||
        qobject_cast<const QAbstractSpinBox *>(widget) || qobject_cast<const QTabBar *>(widget) ||
        qobject_cast<const QAbstractSlider *>(widget))
        return true;
    if (widget->cursor().shape() == Qt::PointingHandCursor)
        return true;
    // A scroll area hands presses on to what it shows, a frame's own handler is nobody's.
    if (qobject_cast<const QAbstractScrollArea *>(widget))
        return Handlers::differ(widget, &area);
    return Handlers::differ(widget, &plain);
}

QString wayTo(const QWidget *widget, const QWidget *root)
{
    QStringList way;
    for (const QWidget *at = widget; at != nullptr && at != root; at = at->parentWidget())
        way.prepend(
            QString::fromLatin1(at->metaObject()->className()) +
            (at->objectName().isEmpty() ? QString() : QLatin1Char('#') + at->objectName()) +
            (at->accessibleName().isEmpty() ? QString() : QStringLiteral(" “%1”").arg(at->accessibleName())));
    return way.join(QLatin1Char('/'));
}

}  // namespace

KeyboardReach::KeyboardReach(QWidget *root, HasAction hasAction)
    : m_root(root), m_hasAction(std::move(hasAction))
{}

void KeyboardReach::walk()
{
    m_visited.clear();
    m_trap.clear();
    // Where a window of its own came before (a menu), this one is asked for again.
    QWidget *window = m_root->window();
    window->activateWindow();
    if (!QTest::qWaitForWindowActive(window))
        m_trap = QStringLiteral("the window does not become active");
    QWidget *first = QApplication::focusWidget();
    if (first == nullptr || !m_root->isAncestorOf(first)) {
        for (QWidget *widget : m_root->findChildren<QWidget *>()) {
            if (!widget->isVisible() || !widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            widget->setFocus(Qt::TabFocusReason);
            break;
        }
        first = QApplication::focusWidget();
    }
    QWidget *at = first;
    for (int stop = 0; at != nullptr && stop < MostStops; ++stop) {
        m_visited.insert(at);
        if (qEnvironmentVariableIsSet("DEALWRIGHT_WALK_ALOUD"))
            fprintf(stderr, "  %s\n", qPrintable(wayTo(at, m_root)));
        QTest::keyClick(at, Qt::Key_Tab);
        QWidget *next = QApplication::focusWidget();
        if (next == at) {
            m_trap = wayTo(at, m_root);
            break;
        }
        if (next == first)
            break;
        at = next;
    }
}

bool KeyboardReach::isReached(const QWidget *widget) const
{
    if (m_visited.contains(widget))
        return true;
    // Of a group of which one is chosen, Tab comes to that one and the arrows to the others.
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    const QButtonGroup *group = button ? button->group() : nullptr;
    if (group == nullptr || !group->exclusive())
        return false;
    const QList<QAbstractButton *> all = group->buttons();
    return std::any_of(all.begin(), all.end(), [this](const auto *one) { return m_visited.contains(one); });
}

// Where no mouse comes to either: something lies over it.
bool KeyboardReach::isCovered(const QWidget *widget) const
{
    const QPoint middle = widget->rect().center();
    for (const QWidget *at = widget; at != m_root; at = at->parentWidget()) {
        if (!at->rect().contains(widget->mapTo(at, middle)))
            return false;  // scrolled away, not covered
    }
    const QWidget *top = m_root->childAt(widget->mapTo(m_root, middle));
    return top != nullptr && top != widget && !widget->isAncestorOf(top) && !top->isAncestorOf(widget);
}

QString KeyboardReach::faultOf(QWidget *widget) const
{
    const QString action = widget->property("keyboardAction").toString();
    if (!action.isEmpty())
        return m_hasAction(action) ? QString() : QStringLiteral("names an action that is not there");
    if (qobject_cast<QHeaderView *>(widget))
        return QStringLiteral("a head that sorts and names no action");
    // What only hands the focus on to a part of itself.
    if (widget->focusProxy() && isReached(widget->focusProxy()))
        return {};
    if (!isReached(widget))
        return QStringLiteral("Tab does not come to it");
    if (auto *button = qobject_cast<QAbstractButton *>(widget)) {
        // Down by Space, whatever shortcuts there are, and let go without a click.
        button->setFocus(Qt::TabFocusReason);
        QTest::keyPress(button, Qt::Key_Space);
        const bool isDown = button->isDown();
        button->setDown(false);
        QTest::keyRelease(button, Qt::Key_Space);
        return isDown ? QString() : QStringLiteral("Space does not press it");
    }
    const QWidget plain;
    return Handlers::takesKeys(widget, &plain) ? QString() : QStringLiteral("takes no keys");
}

QStringList KeyboardReach::mouseOnly()
{
    walk();
    m_looked = 0;
    QStringList found;
    if (!m_trap.isEmpty() && m_visited.size() > 1)
        found.append(QStringLiteral("Tab does not leave: ") + m_trap);
    // The layer itself answers to Esc where a click closes it.
    QList<QPointer<QWidget>> all;
    for (QWidget *widget : m_root->findChildren<QWidget *>())
        all.append(widget);
    for (const QPointer<QWidget> &widget : std::as_const(all)) {
        if (widget == nullptr || !widget->isVisible() || !widget->isEnabled() || !answersToTheMouse(widget) ||
            isCovered(widget))
            continue;
        ++m_looked;
        if (const QString fault = faultOf(widget); !fault.isEmpty())
            found.append(fault + QStringLiteral(": ") + wayTo(widget, m_root));
    }
    return found;
}

}  // namespace dw::test
