/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The query parser for libFuzzer: tests/fuzz/run has the command. */
#include "tests/fuzz/query-target.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	query_target(bytes, n);
	return 0;
}
