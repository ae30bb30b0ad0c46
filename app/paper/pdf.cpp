// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow.h"
#include "glyph_texts.h"
#include "paper/receipt_files.h"
#include "pdf_finish.h"
#include "qr.h"

#include <QBuffer>
#include <QPainter>
#include <QPainterPath>
#include <QPdfWriter>
#include <QTextLayout>

using namespace Qt::StringLiterals;

namespace ttp::paper {

namespace {

// A4, in millimetres.
constexpr qreal PageWidth = 210;
constexpr qreal PageHeight = 297;
constexpr qreal Side = 20;
constexpr qreal Top = 30;
constexpr qreal Bottom = 22;
constexpr qreal LabelWidth = 58;
constexpr qreal ColumnGap = 6;
constexpr qreal CodeSide = 32; ///< with its quiet zone
constexpr qreal RowPadding = 1.6;
constexpr qreal Indent = 5;

class ReceiptPdf {
public:
    ReceiptPdf(const ReceiptPaper &paper, QPdfWriter &writer, const QStringList &families)
        : m_paper(paper), m_writer(writer), m_families(families),
          m_flow(writer, families,
                 QRectF(mm(Side), mm(Top), mm(PageWidth - 2 * Side), mm(PageHeight - Top - Bottom)))
    {
    }

    bool write()
    {
        compose();
        QPainter painter;
        if (!painter.begin(&m_writer)) {
            return false;
        }
        for (int page = 0; page < m_flow.pageCount(); ++page) {
            if (page > 0 && !m_writer.newPage()) {
                return false;
            }
            drawFrame(painter, page);
            m_flow.draw(painter, page, m_glyphs);
            if (page == 0) {
                drawCode(painter);
            }
        }
        return painter.end();
    }

    /// What was drawn, after write().
    [[nodiscard]] const GlyphTexts &glyphs() const { return m_glyphs; }

private:
    void compose()
    {
        const QRectF body = m_flow.body();
        const qreal headWidth = body.width() - mm(CodeSide + ColumnGap);
        const qreal top = m_flow.y();
        m_flow.place(m_flow.shape(inOneLine(m_paper.title), {20, true}, headWidth), body.left());
        m_flow.skip(mm(2));
        m_flow.place(m_flow.shape(m_paper.number, {15, true}, headWidth), body.left());
        m_flow.skip(mm(1));
        m_flow.place(m_flow.shapeBoth(m_paper.received, {10}, headWidth), body.left());
        m_flow.place(m_flow.shape(m_paper.receivedUtc.in(u"en"_s), {8.5, false, ink::Quiet}, headWidth), body.left());
        m_flow.skip(std::max(qreal(0), top + mm(CodeSide) - m_flow.y()));
        for (const Section &section : m_paper.sections) {
            composeSection(section);
        }
        m_flow.skip(mm(6));
        for (const LocalizedText &note : m_paper.notes) {
            m_flow.skip(mm(1.5));
            m_flow.place(m_flow.shapeBoth(note, {8.5, false, ink::Quiet}, body.width()), body.left());
        }
    }

    void composeSection(const Section &section)
    {
        const qreal left = m_flow.body().left();
        m_flow.skip(mm(7));
        m_flow.need(mm(30)); // a heading is never the last thing on a page
        m_flow.place(m_flow.shape(inOneLine(section.title), {12.5, true}, m_flow.body().width()), left);
        m_flow.skip(mm(1.5));
        for (const Row &row : section.rows) {
            composeRow(row);
        }
    }

    void composeRow(const Row &row)
    {
        const QRectF body = m_flow.body();
        const qreal indent = mm(Indent) * row.depth;
        if (row.kind == Row::Kind::Entry) {
            const LocalizedText heading(row.label.in(u"ja"_s) + u'　' + row.value.in(u"ja"_s),
                                        row.label.in(u"en"_s) + u", "_s + row.value.in(u"en"_s));
            const Column column = m_flow.shapeBoth(heading, {9.5, true}, body.width() - indent);
            m_flow.need(heightOf(column) + mm(18));
            ruleAbove();
            m_flow.place(column, body.left() + indent);
            m_flow.skip(mm(RowPadding));
            return;
        }
        const bool code = row.kind == Row::Kind::Code;
        const qreal valueLeft = mm(LabelWidth + ColumnGap);
        const Face face{code ? 7.8 : 10, false, row.missing ? ink::Quiet : ink::Text};
        const Column label =
            m_flow.shapeBoth(row.label, {9, false, ink::Quiet}, std::max(mm(20), mm(LabelWidth) - indent));
        const Column value = m_flow.shapeBoth(row.value, face, body.width() - valueLeft);
        const qreal height = std::max(heightOf(label), heightOf(value));
        m_flow.need(height <= body.height() / 2 ? height + mm(2 * RowPadding) : mm(20));
        ruleAbove();
        m_flow.placeBeside(label, body.left() + indent, value, body.left() + valueLeft);
        m_flow.skip(mm(RowPadding));
    }

    void ruleAbove()
    {
        m_flow.rule();
        m_flow.skip(mm(RowPadding));
    }

    static QString inOneLine(const LocalizedText &text)
    {
        return text.in(u"ja"_s) + u" / "_s + text.in(u"en"_s);
    }

    void drawFrame(QPainter &painter, int page)
    {
        const qreal left = mm(Side);
        const qreal width = mm(PageWidth - 2 * Side);
        if (m_paper.practice) {
            drawWatermark(painter);
            const QRectF strip(left, mm(10), width, mm(8.5));
            painter.setPen(Qt::NoPen);
            painter.setBrush(ink::PracticeGround);
            painter.drawRoundedRect(strip, mm(1.5), mm(1.5));
            const Column says = m_flow.shape(inOneLine(m_paper.practiceSays), {10, true, ink::PracticeText}, width);
            const QTextLine line = says.front().layout->lineAt(0);
            drawColumn(painter, says, {left + (width - line.naturalTextWidth()) / 2,
                                       strip.center().y() - says.front().height / 2}, m_glyphs);
        }
        const Face quiet{8, false, ink::Quiet};
        if (page > 0) {
            drawColumn(painter, m_flow.shape(inOneLine(m_paper.title) + u"　"_s + m_paper.number, quiet, width),
                       {left, mm(21)}, m_glyphs);
        }
        const qreal foot = mm(PageHeight - 15);
        drawColumn(painter, m_flow.shape(u"TTP Apply " TTP_VERSION ""_s, quiet, width), {left, foot}, m_glyphs);
        const Column number = m_flow.shape(u"%1 / %2"_s.arg(page + 1).arg(m_flow.pageCount()), quiet, width);
        const QTextLine line = number.front().layout->lineAt(0);
        drawColumn(painter, number, {left + width - line.naturalTextWidth(), foot}, m_glyphs);
    }

    /// As shapes, so that no reader and no search takes it for a word of the receipt.
    void drawWatermark(QPainter &painter)
    {
        QFont font;
        font.setFamilies(m_families);
        font.setBold(true);
        font.setPixelSize(int(mm(34)));
        QPainterPath path;
        path.addText(0, 0, font, u"練習 PRACTICE"_s);
        const QRectF bounds = path.boundingRect();
        painter.save();
        painter.translate(mm(PageWidth / 2), mm(PageHeight / 2));
        painter.rotate(-52);
        painter.translate(-bounds.center());
        painter.fillPath(path, ink::Watermark);
        painter.restore();
    }

    void drawCode(QPainter &painter)
    {
        const auto code = qrCode(m_paper.code);
        if (!code) {
            return;
        }
        const QRectF body = m_flow.body();
        const qreal module = mm(CodeSide) / (code->size + 2 * QuietZone);
        const QPointF corner(body.right() - mm(CodeSide), body.top());
        painter.fillRect(QRectF(corner, QSizeF(mm(CodeSide), mm(CodeSide))), Qt::white);
        QPainterPath dark;
        for (int y = 0; y < code->size; ++y) {
            for (int x = 0; x < code->size; ++x) {
                if (code->isDark(x, y)) {
                    dark.addRect(corner.x() + (x + QuietZone) * module, corner.y() + (y + QuietZone) * module, module,
                                 module);
                }
            }
        }
        painter.fillPath(dark, Qt::black);
    }

    const ReceiptPaper &m_paper;
    QPdfWriter &m_writer;
    QStringList m_families;
    Flow m_flow;
    GlyphTexts m_glyphs;
};

} // namespace

bool canSetJapanese()
{
    return !japaneseFamilies().isEmpty();
}

Result<QByteArray> toPdf(const ReceiptPaper &paper)
{
    const QStringList families = japaneseFamilies();
    if (families.isEmpty()) {
        return failed(FailureCode::PaperFontMissing);
    }
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    GlyphTexts glyphs;
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(UnitsPerInch);
        writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(),
                                         QPageLayout::Millimeter));
        writer.setTitle(u"%1 / %2 %3"_s.arg(paper.title.in(u"ja"_s), paper.title.in(u"en"_s), paper.number));
        writer.setCreator(u"TTP Apply " TTP_VERSION ""_s);
        writer.addFileAttachment(u"receipt.json"_s, paper.receiptJson, u"application/json"_s);
        ReceiptPdf drawing(paper, writer, families);
        if (!drawing.write()) {
            return failed(FailureCode::Defect, u"the PDF cannot be drawn"_s);
        }
        glyphs = drawing.glyphs();
    }
    auto finished = finishPdf(buffer.data(), "ja", glyphs);
    if (!finished) {
        return failed(FailureCode::Defect, finished.error());
    }
    return *std::move(finished);
}

} // namespace ttp::paper
