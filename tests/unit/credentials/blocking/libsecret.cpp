// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for libsecret: every question blocks its thread for ever, as a back end may that works synchronously.
#include <unistd.h>

namespace {

void block()
{
    for (;;) {
        ::pause();
    }
}

} // namespace

extern "C" {
void secret_password_lookup()
{
    block();
}
void secret_password_store()
{
    block();
}
void secret_password_clear()
{
    block();
}
void *secret_password_lookup_finish()
{
    return nullptr;
}
int secret_password_store_finish()
{
    return 0;
}
int secret_password_clear_finish()
{
    return 0;
}
void secret_password_free() {}
unsigned secret_error_get_quark()
{
    return 0;
}
}
