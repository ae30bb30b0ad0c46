// SPDX-License-Identifier: GPL-3.0-or-later
#include "document_row.h"

#include "style/metrics.h"
#include "style/notice.h"
#include "style/palette.h"
#include "style/paragraph.h"
#include "style/style.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace ttp::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int Thumb = 56;

} // namespace

QString sizeText(qint64 bytes, const QString &language)
{
    return QLocale(language).formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString typeText(const QString &mediaType)
{
    return mediaType.section(u'/', 1).toUpper();
}

DocumentRow::DocumentRow(const DocumentFile &file, const QString &language, QWidget *parent)
    : QFrame(parent),
      m_file(file),
      m_language(language),
      m_row(new QBoxLayout(QBoxLayout::LeftToRight, this)),
      m_replace(new QPushButton(this)),
      m_remove(new QPushButton(this))
{
    auto *name = new QLabel(this);
    name->setTextFormat(Qt::PlainText);
    name->setWordWrap(true);
    // A zero-width space after every sign lets long file names wrap.
    QString breakable = file.name;
    for (const QChar sign : u"_-."_s) {
        breakable.replace(sign, QString(sign) + QChar(0x200b));
    }
    name->setText(breakable);
    name->setAccessibleName(file.name);
    style::setRole(name, style::TextRole::Label);
    auto *about = new style::Paragraph(facts(), style::TextRole::Note, this);
    about->setColour(style::Role::QuietText);
    auto *condition = new style::Paragraph(state(), style::TextRole::NoteStrong, this);
    condition->setColour(file.state == DocumentFile::State::Refused     ? style::Role::Error
                             : file.state == DocumentFile::State::Ready ? style::Role::Done
                                                                        : style::Role::QuietText);
    for (QPushButton *button : {m_replace, m_remove}) {
        style::setQuiet(button);
    }
    m_replace->setText(tr("Replace"));
    m_remove->setText(tr("Remove"));
    m_replace->setAccessibleName(tr("Replace: %1").arg(file.name));
    m_remove->setAccessibleName(tr("Remove: %1").arg(file.name));

    auto *words = new QVBoxLayout;
    words->setSpacing(style::px(this, 2));
    words->addWidget(name);
    words->addWidget(about);
    words->addWidget(condition);
    auto *acts = new QHBoxLayout;
    acts->setSpacing(style::px(this, 4));
    acts->addWidget(m_replace);
    acts->addWidget(m_remove);
    acts->addStretch(0);
    m_acts = acts;
    const int margin = style::px(this, 12);
    m_row->setContentsMargins(margin + style::px(this, Thumb) + margin, margin, margin / 2, margin);
    m_row->setSpacing(style::px(this, 4));
    m_row->addLayout(words, 1);
    m_row->addLayout(acts);
    setMinimumHeight(style::px(this, Thumb) + 2 * margin);
    setAccessibleName(file.name);
    connect(m_replace, &QPushButton::clicked, this, [this] { Q_EMIT replaceRequested(m_file.id); });
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(m_file.id); });
}

QWidget *DocumentRow::firstButton() const
{
    return m_replace;
}

QSize DocumentRow::minimumSizeHint() const
{
    return {style::px(this, 240), style::px(this, Thumb + 24)};
}

void DocumentRow::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    // Where words and buttons do not fit side by side the buttons go below.
    const bool narrow = width() < style::px(this, 440);
    m_acts->setContentsMargins(narrow ? -style::px(this, 12) : 0, 0, 0, 0);
    m_row->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

QString DocumentRow::facts() const
{
    QStringList parts;
    if (!m_file.mediaType.isEmpty()) {
        parts.append(typeText(m_file.mediaType));
    }
    parts.append(sizeText(m_file.size, m_language));
    return parts.join(tr(" · ", "between parts"));
}

QString DocumentRow::state() const
{
    const QString message = m_file.message.in(m_language);
    switch (m_file.state) {
    case DocumentFile::State::Checking: return tr("Being checked…");
    case DocumentFile::State::Ready: return message.isEmpty() ? tr("✓ Ready to send") : u"✓ "_s + message;
    case DocumentFile::State::Refused: break;
    }
    return message.isEmpty() ? tr("▲ Cannot be used") : u"▲ "_s + message;
}

void DocumentRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool refused = m_file.state == DocumentFile::State::Refused;
    const qreal width = refused ? 2 : 1;
    const qreal radius = style::px(this, style::Radius);
    painter.setPen(QPen(style::colour(palette(), refused ? style::Role::Error : style::Role::Edge), width));
    painter.setBrush(style::colour(palette(), style::Role::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), radius, radius);

    const int side = style::px(this, Thumb);
    const QRect box(style::px(this, 12), style::px(this, 12), side, side);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style::colour(palette(), style::Role::AccentTint));
    painter.drawRoundedRect(box, radius - 2, radius - 2);
    if (!m_file.thumbnail.isNull()) {
        const QSize size = m_file.thumbnail.size().scaled(box.size(), Qt::KeepAspectRatio);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        QRect target(QPoint(), size);
        target.moveCenter(box.center());
        painter.drawImage(target, m_file.thumbnail);
        return;
    }
    painter.setFont(style::font(style::TextRole::NoteStrong));
    painter.setPen(style::colour(palette(), style::Role::Accent));
    painter.drawText(box, Qt::AlignCenter, m_file.mediaType.isEmpty() ? u"…"_s : typeText(m_file.mediaType).left(4));
}

} // namespace ttp::ui
