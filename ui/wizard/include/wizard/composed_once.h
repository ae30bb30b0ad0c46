// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QInputMethodEvent;

namespace ttp::ui {

/// Keeps a text of an input method from being entered twice. When the focus leaves a field in which something is still
/// being converted, Qt accepts the text there and resets the input method; IBus answers the reset by sending the same text
/// once more (engines that ask it to commit, Mozc among them), and Qt puts it into the field that has the focus by then: an
/// address also stands in the e-mail address (Qt 6.4.2, IBus 1.5.27, measured). This filter on the application drops that
/// second text: it comes before any key and any new conversion, and it is the same.
class ComposedOnce final : public QObject {
    Q_OBJECT
public:
    explicit ComposedOnce(QObject *parent);

    bool eventFilter(QObject *object, QEvent *event) override;

private:
    bool isSecond(QObject *object, const QInputMethodEvent &event);

    QPointer<QObject> m_composing; ///< what holds text that is being converted
    QPointer<QObject> m_accepted;  ///< what such a text was accepted in, last
    QString m_text;                ///< that text
    bool m_left = false;           ///< the focus went elsewhere, then or since
};

} // namespace ttp::ui
