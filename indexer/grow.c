/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/grow.h"

#include <stdint.h>
#include <stdlib.h>

void *
grow(void *old, size_t count, size_t size)
{
	void *new =
	    count <= SIZE_MAX / size ? realloc(old, count * size) : NULL;

	if (new == NULL)
		abort();
	return new;
}
