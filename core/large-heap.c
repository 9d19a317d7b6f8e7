/* SPDX-License-Identifier: GPL-2.0-or-later */
/* madvise() is in no standard. */
#define _GNU_SOURCE

#include "core/large-heap.h"

#include "core/sandbox-linux.h"

#include <stdint.h>
#include <stdlib.h>

#if defined(__linux__) && defined(__GLIBC__) && !SANDBOX_SHADOWED

#include <malloc.h>
#include <sys/mman.h>

#define LARGE_PAGE ((uintptr_t)2 << 20)
#define MMAP_MAX   65536 /* as the C library has it */

void
large_heap(size_t bytes, size_t begun)
{
	/* With what the heap writes of its own, whole pages. */
	size_t room = bytes - 4096;
	/* A compiler leaves out a malloc() that nothing is done with. */
	char *volatile heap;
	uintptr_t from;

	/* What is freed stays, and large things come from the heap as well. */
	mallopt(M_MMAP_THRESHOLD, 32 << 20);
	mallopt(M_TRIM_THRESHOLD, 1 << 30);
	mallopt(M_MMAP_MAX, 0);
	heap = malloc(room);
	mallopt(M_MMAP_MAX, MMAP_MAX);
	if (heap == NULL)
		return;
	from = ((uintptr_t)heap + LARGE_PAGE - 1) & ~(LARGE_PAGE - 1);
	madvise((void *)from, bytes - LARGE_PAGE, MADV_HUGEPAGE);
#ifdef MADV_POPULATE_WRITE
	if (begun > 0)
		madvise((void *)from, begun, MADV_POPULATE_WRITE);
#else
	(void)begun;
#endif
	free(heap);
	/* What comes before the first large page is left unused. */
	if (from - (uintptr_t)heap > 4096)
		heap = malloc(from - (uintptr_t)heap - 4096);
}

#else

void
large_heap(size_t bytes, size_t begun)
{
	(void)bytes;
	(void)begun;
}

#endif
