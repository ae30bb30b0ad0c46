// SPDX-License-Identifier: GPL-3.0-or-later
// Forms that nobody has seen, made of the input, with good answers and with any: conditions, groups in groups, checking,
// preparing and migration from one form to another.
#include "base/json.h"
#include "expect.h"
#include "filling.h"
#include "form/migration.h"
#include "made_form.h"

using namespace ttp;
using namespace ttp::form;
using fuzz::expect;

namespace {

Definition made(fuzz::Chooser &choose)
{
    const QByteArray json = toCompactJson(fuzz::madeForm(choose));
    auto definition = readDefinition(json);
    expect(definition.has_value(), "a made form is legal", definition ? QString() : definition.error().facts + QString::fromUtf8(json));
    return std::move(*definition);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Chooser choose(data, size);
    const Definition definition = made(choose);
    const fuzz::Made good = fuzz::goodAnswers(definition, choose);
    fuzz::checkFilling(definition, good.answers, good.files);
    fuzz::expectAccepted(definition, good.answers, good.files);
    const fuzz::Made any = fuzz::anyAnswers(definition, choose);
    fuzz::checkFilling(definition, any.answers, any.files);
    if (!choose.isUsedUp()) {
        const Definition other = made(choose);
        const Migration migration = migrate(any.answers, other);
        fuzz::checkFilling(other, migration.kept, any.files);
        for (const Field *field : addedFields(definition, other)) {
            expect(definition.field(field->id) == nullptr, "what is added was not there", field->id);
        }
    }
    return 0;
}
