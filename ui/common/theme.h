// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QFontMetricsF>
#include <QHash>
#include <QImage>
#include <QJsonObject>
#include <QObject>
#include <QPalette>

#include <array>
#include <optional>

class QApplication;

namespace dw::ui
{

// The one place that knows colours, type, spacing and sizes. Values come from resources/styles/tokens.json;
// the enumerators below are its keys in CamelCase (control-border is ControlBorder). The program owns one
// Theme and hands it to every widget that paints. GUI thread only.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Mode { Light, Dark };
    Q_ENUM(Mode)

    // Axis and Grid are the chart and table hairline colours of the tokens' "chart" part.
    enum class Role {
        Background,
        Surface,
        Raised,
        Sunken,
        Hover,
        Border,
        ControlBorder,
        BorderStrong,
        Text,
        TextMuted,
        TextFaint,
        TextDisabled,
        Accent,
        AccentHover,
        AccentPressed,
        AccentTint,
        AccentText,
        Link,
        Selection,
        SelectionText,
        SelectionInactive,
        FocusRing,
        Success,
        SuccessTint,
        Warning,
        WarningTint,
        Danger,
        DangerTint,
        DangerHover,
        DangerPressed,
        DangerText,
        Info,
        InfoTint,
        Scrim,
        Rail,
        RailIcon,
        RailSelected,
        Tooltip,
        TooltipText,
        Skeleton,
        Axis,
        Grid
    };
    Q_ENUM(Role)

    enum class Scale { Caption, Small, Body, Title, Heading, Figure };
    Q_ENUM(Scale)

    // OfScale is the weight the tokens give the scale: strong from Title up.
    enum class Weight { OfScale, Regular, Strong };
    Q_ENUM(Weight)

    enum class Size {
        Rail,
        RailWide,
        Topbar,
        Statusbar,
        Viewbar,
        PageHeader,
        RowCompact,
        RowComfortable,
        TableHeader,
        TableFooter,
        Control,
        ControlSmall,
        ControlLarge,
        Pill,
        Chip,
        Badge,
        Icon,
        IconRail,
        IconEmpty,
        AvatarSmall,
        Avatar,
        AvatarLarge,
        PeekPanel,
        SideList,
        FactsPanel,
        FormColumnMax,
        LabelColumn,
        PaletteWidth,
        DialogSmall,
        Dialog,
        Popover,
        Toast,
        BoardColumnMin,
        BoardColumnCollapsed,
        BoardCard,
        BoardCardGap,
        FocusRing,
        Border,
        AccentBar,
        Scrollbar,
        HitTargetMin
    };
    Q_ENUM(Size)

    enum class Radius { None, Control, Container, Pill };
    Q_ENUM(Radius)

    enum class Duration {
        Instant,
        Hover,
        Popover,
        Panel,
        ToastIn,
        ToastStay,
        SkeletonDelay,
        ProgressDelay,
        TooltipDelay,
        CardSnapBack,
        Autosave
    };
    Q_ENUM(Duration)

    enum class Forecast { Closed, Commit, BestCase, Pipeline, Goal };
    Q_ENUM(Forecast)

    explicit Theme(QObject *parent = nullptr);

    Mode mode() const { return m_mode; }
    bool isDark() const { return m_mode == Mode::Dark; }
    bool languageIsHan() const { return m_han; }
    double textScale() const { return m_textScale; }
    bool highContrast() const { return m_highContrast; }
    bool reducedMotion() const { return m_reducedMotion; }

    QColor color(Role role) const { return m_colors[size_t(role)]; }
    // The colour in a named mode, whatever the current one: for tests and previews.
    QColor color(Role role, Mode mode) const;

    QFont font(Scale scale, Weight weight = Weight::OfScale) const;
    // Noto Sans Mono at the size of `small`: keys, identifiers, formulas.
    QFont monoFont() const;
    // Metrics of the Latin face, cached; the line boxes of ui.md 3 are laid out with these alone.
    const QFontMetricsF &metrics(Scale scale, Weight weight = Weight::OfScale) const;
    // A cleared picture of at least that many device pixels to compose one piece of text in; the next caller
    // gets the same one.
    QImage &scratch(const QSize &size, qreal pixelRatio) const;
    int line(Scale scale) const;  // height of the line box, px

    // Logical pixels. Heights that hold text (rows, controls, pills, bars) grow with the text size.
    int size(Size size) const { return m_sizes[size_t(size)]; }
    int space(int step) const;  // 1: 4, 2: 8, 3: 12, 4: 16, 5: 20, 6: 24, 8: 32, 10: 40, 12: 48
    int radius(Radius radius) const { return m_radii[size_t(radius)]; }
    // Milliseconds. Reduced motion makes what moves 0; delays and the time a toast stays are no motion and
    // are kept.
    int duration(Duration duration) const;

    // Colour of the open stage `index` (0-based) of `openCount`, on the ramp of five (interpolated
    // otherwise).
    QColor stageColor(int index, int openCount) const;
    QColor stageWon() const;
    QColor stageLost() const;
    QColor chart(int index) const;  // 0-based, repeats after eight
    QColor forecast(Forecast step) const;
    QColor shadow() const;  // of popovers: blur 16, offset 4 down

    QPalette palette() const;
    // static.qss with @role names replaced: for static containers of the main window only.
    QString styleSheet() const;
    // Sets palette and font of the application; the style is set by the program once.
    void apply(QApplication &application) const;

    void setMode(Mode mode);
    void setLanguageIsHan(bool han);   // captions are 12 px: 11 px Han is not legible
    void setTextScale(double factor);  // 1.0, 1.15 or 1.3; clamped to 1.0..1.3
    void setHighContrast(bool on);     // borders one step stronger
    void setReducedMotion(bool on);

Q_SIGNALS:
    void changed();

private:
    static constexpr size_t RoleCount = size_t(Role::Grid) + 1;
    static constexpr size_t SizeCount = size_t(Size::HitTargetMin) + 1;
    static constexpr size_t DurationCount = size_t(Duration::Autosave) + 1;
    static constexpr size_t ScaleCount = size_t(Scale::Figure) + 1;

    void rebuild();
    QColor tokenColor(Role role, Mode mode) const;
    QString modeKey() const;

    QJsonObject m_tokens;
    Mode m_mode = Mode::Light;
    bool m_han = false;
    bool m_highContrast = false;
    bool m_reducedMotion = false;
    double m_textScale = 1.0;
    std::array<QColor, RoleCount> m_colors;
    std::array<int, SizeCount> m_sizes{};
    std::array<int, 4> m_radii{};
    std::array<int, DurationCount> m_durations{};
    std::array<int, ScaleCount> m_lines{};
    std::array<QFont, ScaleCount * 2> m_fonts;
    mutable std::array<std::optional<QFontMetricsF>, ScaleCount * 2> m_metrics;
    mutable QImage m_scratch;
    std::array<QColor, 7> m_stages;
    QList<QColor> m_charts;
    std::array<QColor, 5> m_forecast;
};

}  // namespace dw::ui
