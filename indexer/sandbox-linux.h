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
 * Refuse network, programs, processes, writing and reading that is not the
 * system's own, nor in `folder` (or NULL); with `programs`, only the network.
 */
void sandbox_linux_enter(bool programs, const char *folder);

#endif
