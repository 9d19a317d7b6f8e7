/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The part of a sandbox that only Linux has. Elsewhere, and in a kernel that
 * lacks it, these do nothing. For sandbox.c.
 */
#ifndef INDEXER_SANDBOX_LINUX_H
#define INDEXER_SANDBOX_LINUX_H

#include <stdbool.h>

/* Close the descriptors from `first` on but for `keep`; false: cannot. */
bool sandbox_linux_close(int first, int keep);

/*
 * Have the heap grow by large pages: a process that lives for one file pays for
 * each page once, and small ones cost more than reading the file does where
 * the system itself runs in a virtual machine.
 */
void sandbox_linux_heap(void);

/*
 * Refuse network, programs, processes, writing and reading that is not the
 * system's own, nor in `folder` (or NULL); with `programs`, only the network.
 */
void sandbox_linux_enter(bool programs, const char *folder);

#endif
