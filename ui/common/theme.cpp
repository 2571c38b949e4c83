// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/theme.h"

#include <QApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMetaEnum>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <cstring>

// The library is static: without the call the linker drops the object that registers the resource.
static void initStyleResources()
{
    Q_INIT_RESOURCE(dealwright_styles);
}

namespace dw::ui
{

namespace
{

// "ControlBorder" is "control-border" in the tokens.
QString tokenKey(const char *enumerator)
{
    QString key;
    for (const char *c = enumerator; *c != 0; ++c) {
        const bool upper = *c >= 'A' && *c <= 'Z';
        if (upper && !key.isEmpty())
            key += QLatin1Char('-');
        key += QLatin1Char(upper ? char(*c + 32) : *c);
    }
    return key;
}

template <typename Enum>
QString keyOf(Enum value)
{
    return tokenKey(QMetaEnum::fromType<Enum>().valueToKey(int(value)));
}

// The tokens write alpha last (#RRGGBBAA); QColor wants it first.
QColor parseColor(const QString &text)
{
    if (text.size() == 9)
        return QColor(QLatin1Char('#') + text.mid(7, 2) + text.mid(1, 6));
    return QColor(text);
}

QColor mix(const QColor &a, const QColor &b, double t)
{
    const auto part = [t](int x, int y) { return int(std::lround(x + (y - x) * t)); };
    return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()));
}

bool growsWithText(Theme::Size size)
{
    using Size = Theme::Size;
    switch (size) {
        case Size::Topbar:
        case Size::Statusbar:
        case Size::Viewbar:
        case Size::PageHeader:
        case Size::RowCompact:
        case Size::RowComfortable:
        case Size::TableHeader:
        case Size::TableFooter:
        case Size::Control:
        case Size::ControlSmall:
        case Size::ControlLarge:
        case Size::Pill:
        case Size::Chip:
        case Size::Badge:
        case Size::BoardCard:
        case Size::LabelColumn:
            return true;
        default:
            return false;
    }
}

QStringList stringList(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array)
        list.append(item.toString());
    return list;
}

}  // namespace

Theme::Theme(QObject *parent) : QObject(parent)
{
    initStyleResources();
    QFile file(QStringLiteral(":/dealwright/styles/tokens.json"));
    if (file.open(QIODevice::ReadOnly))
        m_tokens = QJsonDocument::fromJson(file.readAll()).object();
    rebuild();
}

QString Theme::modeKey() const
{
    return m_mode == Mode::Dark ? QStringLiteral("dark") : QStringLiteral("light");
}

QColor Theme::tokenColor(Role role, Mode mode) const
{
    const QString key = mode == Mode::Dark ? QStringLiteral("dark") : QStringLiteral("light");
    if (role == Role::Axis || role == Role::Grid)
        return parseColor(m_tokens[QLatin1String("chart")][keyOf(role)][key].toString());
    return parseColor(m_tokens[QLatin1String("color")][key][keyOf(role)].toString());
}

QColor Theme::color(Role role, Mode mode) const
{
    return mode == m_mode ? color(role) : tokenColor(role, mode);
}

void Theme::rebuild()
{
    for (size_t i = 0; i < RoleCount; ++i)
        m_colors[i] = tokenColor(Role(i), m_mode);
    if (m_highContrast) {
        m_colors[size_t(Role::Border)] = tokenColor(Role::ControlBorder, m_mode);
        m_colors[size_t(Role::ControlBorder)] = tokenColor(Role::BorderStrong, m_mode);
    }

    const QJsonObject sizes = m_tokens[QLatin1String("size")].toObject();
    for (size_t i = 0; i < SizeCount; ++i) {
        const int px = sizes[keyOf(Size(i))].toInt();
        m_sizes[i] = growsWithText(Size(i)) ? int(std::lround(px * m_textScale)) : px;
    }
    const QJsonObject radii = m_tokens[QLatin1String("radius")].toObject();
    for (size_t i = 0; i < m_radii.size(); ++i)
        m_radii[i] = radii[keyOf(Radius(i))].toInt();
    const QJsonObject durations = m_tokens[QLatin1String("duration")].toObject();
    for (size_t i = 0; i < DurationCount; ++i)
        m_durations[i] = durations[keyOf(Duration(i))].toInt();

    const QJsonObject fonts = m_tokens[QLatin1String("font")].toObject();
    const QStringList families = stringList(fonts[QLatin1String("families")]);
    const int strong = fonts[QLatin1String("weights")][QLatin1String("strong")].toInt();
    for (size_t i = 0; i < ScaleCount; ++i) {
        const QJsonObject scale = fonts[QLatin1String("scale")][keyOf(Scale(i))].toObject();
        const int px = scale[m_han ? QLatin1String("px-zh") : QLatin1String("px")].toInt();
        m_lines[i] = int(std::lround(scale[QLatin1String("line")].toInt() * m_textScale));
        for (size_t w = 0; w < 2; ++w) {
            QFont font;
            font.setFamilies(families);
            font.setPixelSize(std::max(1, int(std::lround(px * m_textScale))));
            font.setWeight(w == 1 ? QFont::Weight(strong) : QFont::Normal);
            m_fonts[i * 2 + w] = font;
            m_metrics[i * 2 + w].reset();
        }
    }

    const QJsonObject stages = m_tokens[QLatin1String("stage")][modeKey()].toObject();
    for (int i = 0; i < 5; ++i)
        m_stages[size_t(i)] = parseColor(stages[QStringLiteral("open-%1").arg(i + 1)].toString());
    m_stages[5] = parseColor(stages[QLatin1String("won")].toString());
    m_stages[6] = parseColor(stages[QLatin1String("lost")].toString());
    m_charts.clear();
    const QStringList charts = stringList(m_tokens[QLatin1String("chart")][modeKey()]);
    for (const QString &chart : charts)
        m_charts.append(parseColor(chart));
    const QJsonValue forecast = m_tokens[QLatin1String("chart")][QLatin1String("forecast")][modeKey()];
    for (size_t i = 0; i < m_forecast.size(); ++i)
        m_forecast[i] = parseColor(forecast[keyOf(Forecast(i))].toString());
}

namespace
{

size_t fontIndex(Theme::Scale scale, Theme::Weight weight)
{
    const bool strong =
        weight == Theme::Weight::Strong || (weight == Theme::Weight::OfScale && scale >= Theme::Scale::Title);
    return size_t(scale) * 2 + (strong ? 1 : 0);
}

}  // namespace

QFont Theme::font(Scale scale, Weight weight) const
{
    return m_fonts[fontIndex(scale, weight)];
}

QFont Theme::monoFont() const
{
    QFont font = m_fonts[fontIndex(Scale::Small, Weight::Regular)];
    QStringList families = stringList(m_tokens[QLatin1String("font")][QLatin1String("mono")]);
    // Comes with the CJK fonts: even where the Latin face is missing, letters are of one width.
    families.insert(1, QStringLiteral("Noto Sans Mono CJK SC"));
    font.setFamilies(families);
    return font;
}

const QFontMetricsF &Theme::metrics(Scale scale, Weight weight) const
{
    const size_t index = fontIndex(scale, weight);
    if (!m_metrics[index])
        m_metrics[index].emplace(m_fonts[index]);
    return *m_metrics[index];
}

QImage &Theme::scratch(const QSize &size, qreal pixelRatio) const
{
    if (m_scratch.width() < size.width() || m_scratch.height() < size.height())
        m_scratch = QImage(size.expandedTo(m_scratch.size()), QImage::Format_ARGB32_Premultiplied);
    m_scratch.setDevicePixelRatio(pixelRatio);
    const size_t bytes = size_t(size.width()) * 4;
    for (int line = 0; line < size.height(); ++line)
        std::memset(m_scratch.scanLine(line), 0, bytes);
    return m_scratch;
}

int Theme::line(Scale scale) const
{
    return m_lines[size_t(scale)];
}

int Theme::space(int step) const
{
    return m_tokens[QLatin1String("space")][QString::number(step)].toInt(step * 4);
}

int Theme::duration(Duration duration) const
{
    const bool moves = duration == Duration::Hover || duration == Duration::Popover ||
                       duration == Duration::Panel || duration == Duration::ToastIn ||
                       duration == Duration::CardSnapBack;
    return m_reducedMotion && moves ? 0 : m_durations[size_t(duration)];
}

QColor Theme::stageColor(int index, int openCount) const
{
    if (openCount <= 1)
        return m_stages[0];
    const double at = 4.0 * std::clamp(index, 0, openCount - 1) / (openCount - 1);
    const int low = std::min(3, int(at));
    return mix(m_stages[size_t(low)], m_stages[size_t(low) + 1], at - low);
}

QColor Theme::stageWon() const
{
    return m_stages[5];
}

QColor Theme::stageLost() const
{
    return m_stages[6];
}

QColor Theme::chart(int index) const
{
    return m_charts.isEmpty() ? QColor() : m_charts[index % m_charts.size()];
}

QColor Theme::forecast(Forecast step) const
{
    return m_forecast[size_t(step)];
}

QColor Theme::shadow() const
{
    const QString text = m_tokens[QLatin1String("shadow")][QLatin1String("popover")][modeKey()].toString();
    return parseColor(text.section(QLatin1Char(' '), -1));
}

QPalette Theme::palette() const
{
    QPalette p;
    const QColor text = color(Role::Text);
    const QColor button = color(isDark() ? Role::Raised : Role::Surface);
    p.setColor(QPalette::Window, color(Role::Background));
    p.setColor(QPalette::Base, color(Role::Surface));
    p.setColor(QPalette::AlternateBase, color(Role::Surface));
    p.setColor(QPalette::Button, button);
    p.setColor(QPalette::Light, color(Role::Raised));
    p.setColor(QPalette::Midlight, color(Role::Hover));
    p.setColor(QPalette::Mid, color(Role::Border));
    p.setColor(QPalette::Dark, color(Role::ControlBorder));
    p.setColor(QPalette::Shadow, color(Role::BorderStrong));
    for (const QPalette::ColorRole role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        p.setColor(role, text);
    p.setColor(QPalette::BrightText, color(Role::AccentText));
    p.setColor(QPalette::PlaceholderText, color(Role::TextFaint));
    p.setColor(QPalette::Highlight, color(Role::Selection));
    p.setColor(QPalette::HighlightedText, color(Role::SelectionText));
    p.setColor(QPalette::Link, color(Role::Link));
    p.setColor(QPalette::LinkVisited, color(Role::Link));
    p.setColor(QPalette::ToolTipBase, color(Role::Tooltip));
    p.setColor(QPalette::ToolTipText, color(Role::TooltipText));
    p.setColor(QPalette::Inactive, QPalette::Highlight, color(Role::SelectionInactive));
    p.setColor(QPalette::Inactive, QPalette::HighlightedText, text);
    for (const QPalette::ColorRole role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText,
                                           QPalette::PlaceholderText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, color(Role::TextDisabled));
    p.setColor(QPalette::Disabled, QPalette::Highlight, color(Role::SelectionInactive));
    return p;
}

QString Theme::styleSheet() const
{
    QFile file(QStringLiteral(":/dealwright/styles/static.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    static const QRegularExpression name(QStringLiteral("@([a-z-]+)"));
    QHash<QString, QColor> byKey;
    for (size_t i = 0; i < RoleCount; ++i)
        byKey.insert(keyOf(Role(i)), m_colors[i]);
    for (QRegularExpressionMatch match = name.match(sheet); match.hasMatch(); match = name.match(sheet))
        sheet.replace(match.capturedStart(), match.capturedLength(), byKey.value(match.captured(1)).name());
    return sheet;
}

void Theme::apply(QApplication &application) const
{
    application.setPalette(palette());
    application.setFont(font(Scale::Body));
}

void Theme::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    rebuild();
    Q_EMIT changed();
}

void Theme::setLanguageIsHan(bool han)
{
    if (han == m_han)
        return;
    m_han = han;
    rebuild();
    Q_EMIT changed();
}

void Theme::setTextScale(double factor)
{
    factor = std::clamp(factor, 1.0, 1.3);
    if (qFuzzyCompare(factor, m_textScale))
        return;
    m_textScale = factor;
    rebuild();
    Q_EMIT changed();
}

void Theme::setHighContrast(bool on)
{
    if (on == m_highContrast)
        return;
    m_highContrast = on;
    rebuild();
    Q_EMIT changed();
}

void Theme::setReducedMotion(bool on)
{
    if (on == m_reducedMotion)
        return;
    m_reducedMotion = on;
    Q_EMIT changed();
}

}  // namespace dw::ui
