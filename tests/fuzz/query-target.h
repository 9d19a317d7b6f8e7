/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The query parser under any bytes; aborts where it does what it must not. */
#ifndef TESTS_FUZZ_QUERY_TARGET_H
#define TESTS_FUZZ_QUERY_TARGET_H

#include <stddef.h>

void query_target(const unsigned char *bytes, size_t n);

#endif
