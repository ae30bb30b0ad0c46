<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ttp::ui::Counter</name>
    <message numerus="yes">
        <source>%1: %n too many</source>
        <translation>
            <numerusform>%1: %n too many</numerusform>
            <numerusform>%1: %n too many</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ttp::ui::EarlierOffer</name>
    <message numerus="yes">
        <source>Your application of %1 has answers to %n of these questions.</source>
        <translation>
            <numerusform>Your application of %1 has an answer to %n of these questions.</numerusform>
            <numerusform>Your application of %1 has answers to %n of these questions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers were filled in. Check that they are still right.</source>
        <translation>
            <numerusform>%n answer was filled in. Check that it is still right.</numerusform>
            <numerusform>%n answers were filled in. Check that they are still right.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ttp::ui::EntryCard</name>
    <message numerus="yes">
        <source>%1: %n</source>
        <translation>
            <numerusform>%1: %n</numerusform>
            <numerusform>%1: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ttp::ui::KeptList</name>
    <message numerus="yes">
        <source>%1 of %n step(s) complete, last changed %2</source>
        <translation>
            <numerusform>%1 of %n step complete, last changed %2</numerusform>
            <numerusform>%1 of %n steps complete, last changed %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ttp::ui::PassphraseDialog</name>
    <message numerus="yes">
        <source>At least %n characters</source>
        <translation>
            <numerusform>At least %n character</numerusform>
            <numerusform>At least %n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Please choose a longer one: at least %n characters. Some words in a row are easy to remember.</source>
        <translation>
            <numerusform>Please choose a longer one: at least %n character. Some words in a row are easy to remember.</numerusform>
            <numerusform>Please choose a longer one: at least %n characters. Some words in a row are easy to remember.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ttp::ui::PrecheckPanel</name>
    <message numerus="yes">
        <source>%n question(s) left</source>
        <translation>
            <numerusform>%n question left</numerusform>
            <numerusform>%n questions left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ttp::ui::ReceiptPage</name>
    <message numerus="yes">
        <source>What the service received is exactly what you sent: the answers and %n file(s) were compared digest by digest.</source>
        <translation>
            <numerusform>What the service received is exactly what you sent: the answers and %n file were compared digest by digest.</numerusform>
            <numerusform>What the service received is exactly what you sent: the answers and %n files were compared digest by digest.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ttp::ui::ReviewPage</name>
    <message numerus="yes">
        <source>What is above, your consent with its time, and %n file(s) (%1) will be sent to %2. Beside it go the name and version of this program, the kind of operating system and the language; nothing else.</source>
        <translation>
            <numerusform>What is above, your consent with its time, and %n file (%1) will be sent to %2. Beside it go the name and version of this program, the kind of operating system and the language; nothing else.</numerusform>
            <numerusform>What is above, your consent with its time, and %n files (%1) will be sent to %2. Beside it go the name and version of this program, the kind of operating system and the language; nothing else.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ttp::ui::SendPage</name>
    <message numerus="yes">
        <source>%1 of %2, %3 per second, about %n second(s) left</source>
        <translation>
            <numerusform>%1 of %2, %3 per second, about %n second left</numerusform>
            <numerusform>%1 of %2, %3 per second, about %n seconds left</numerusform>
        </translation>
    </message>
</context>
</TS>
