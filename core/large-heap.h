/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Memory in large pages, for a process that is about to take much of it: a
 * reader of one file, a worker of the indexer, a question, a page of the site.
 */
#ifndef CORE_LARGE_HEAP_H
#define CORE_LARGE_HEAP_H

#include <stddef.h>

/* What a program that answers asks for: as much as the largest answers take. */
#define LARGE_HEAP_ANSWER ((size_t)64 << 20)

/*
 * Have the heap grow by large pages, with `bytes` (4 MB at least) asked for at
 * once, of which `begun` are there when this returns even where pages stay
 * small: a process that lives for one file or one page pays for each page of
 * memory once, and small ones cost more than the work does where the system
 * itself runs in a virtual machine. To be called before other memory is had.
 * Where the system or the C library has nothing of the kind, and under
 * AddressSanitizer, whose heap is another, this does nothing.
 */
void large_heap(size_t bytes, size_t begun);

#endif
