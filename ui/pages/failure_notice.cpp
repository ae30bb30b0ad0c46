// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/failure_notice.h"

#include "base/failure_book.h"

using namespace Qt::StringLiterals;

namespace ttp::ui {

FailureNotice::FailureNotice(QWidget *parent)
    : QWidget(parent), m_notice(new style::Notice(style::Notice::Kind::Error, this)),
      m_code(new style::Paragraph({}, style::TextRole::Note, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_notice);
    m_notice->addWidget(m_code);
    m_code->setMeasured(false);
    hide();
}

void FailureNotice::setFailure(const std::optional<Failure> &failure, const QString &language)
{
    m_failure = failure;
    setVisible(failure.has_value());
    if (!failure) {
        return;
    }
    const FailureBook &book = FailureBook::bundled();
    m_notice->setHeading(book.page(failure->code).what.in(language));
    m_notice->setText(book.details(*failure).in(language));
    const QString code = nameOf(failure->code);
    m_code->setPlainText(failure->facts.isEmpty() ? code : code + u" · "_s + failure->facts);
}

} // namespace ttp::ui
