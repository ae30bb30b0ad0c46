// SPDX-License-Identifier: GPL-3.0-or-later
// Answers as JSON from anywhere, against the form that is built in and one with every type. The first byte chooses the form
// and the files.
#include "base/json.h"
#include "expect.h"
#include "filling.h"

#include <QFile>

#include <array>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;
using fuzz::expect;

namespace {

const Definition &definitionFrom(const QString &path)
{
    static QHash<QString, std::shared_ptr<const Definition>> read;
    auto &definition = read[path];
    if (!definition) {
        QFile file(path);
        expect(file.open(QIODevice::ReadOnly), "the form is there", path);
        auto form = readDefinition(file.readAll());
        expect(form.has_value(), "the form is legal", path);
        definition = std::make_shared<const Definition>(std::move(*form));
    }
    return *definition;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto answers = size == 0 ? std::nullopt : std::optional(parseJsonObject(fuzz::bytesOf(data + 1, size - 1)));
    if (!answers || !*answers) {
        return 0;
    }
    const Definition &definition =
        definitionFrom(data[0] & 1 ? u":/forms/ttp.json"_s : QStringLiteral(TTP_SOURCE_DIR "/tests/data/forms/every_type.json"));
    std::vector<Attachment> files;
    for (const Step &step : definition.steps) {
        for (const Field &field : step.fields) {
            if (field.type == FieldType::Document && data[0] & 2) {
                files.push_back({field.id, u"file"_s, field.accept.value(0, u"image/jpeg"_s), data[0] & 4 ? 0 : 1000, {}});
            }
        }
    }
    fuzz::checkFilling(definition, Answers(**answers), files);
    return 0;
}
