<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>dw::ui::BellButton</name>
    <message numerus="yes">
        <source>Notifications, %n new</source>
        <translation>
            <numerusform>Notifications, %n new</numerusform>
            <numerusform>Notifications, %n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::NoticePopover</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::Palette</name>
    <message numerus="yes">
        <source>%n results, %1 ms</source>
        <translation>
            <numerusform>%n result, %1 ms</numerusform>
            <numerusform>%n results, %1 ms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::RecordForm</name>
    <message numerus="yes">
        <source>%n field(s) need a look</source>
        <translation>
            <numerusform>%n field needs a look</numerusform>
            <numerusform>%n fields need a look</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::RecordView</name>
    <message numerus="yes">
        <source>%n deal(s)</source>
        <translation>
            <numerusform>%n deal</numerusform>
            <numerusform>%n deals</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::Toast</name>
    <message numerus="yes">
        <source>and %n before</source>
        <translation>
            <numerusform>and %n before</numerusform>
            <numerusform>and %n before</numerusform>
        </translation>
    </message>
</context>
</TS>
