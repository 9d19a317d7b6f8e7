/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The part of a sandbox that only Linux has. Elsewhere, and in a kernel that
 * lacks it, these do nothing. For what reads documents (indexer/sandbox.c), and
 * what answers the web (searcher/cgi-limits.c).
 */
#ifndef CORE_SANDBOX_LINUX_H
#define CORE_SANDBOX_LINUX_H

#include <stdbool.h>
#include <stddef.h>

/* AddressSanitizer maps terabytes, opens files and starts a process. */
#if defined(__SANITIZE_ADDRESS__)
#define SANDBOX_SHADOWED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANDBOX_SHADOWED 1
#endif
#endif
#ifndef SANDBOX_SHADOWED
#define SANDBOX_SHADOWED 0
#endif

/* Close the descriptors from `first` on but for `keep`; false: cannot. */
bool sandbox_linux_close(int first, int keep);

/*
 * Before hosts are asked for by name, in a program that has GNU's C library
 * inside: look names up in /etc/hosts and by DNS, whatever nsswitch.conf says.
 * What else it may name are plug-ins for the C library of the machine, which
 * may be another. In other programs this does nothing.
 */
void sandbox_linux_names(void);

/*
 * Refuse network, programs, processes, writing and reading that is not the
 * system's own, nor in `folder` (or NULL); with `programs`, only the network.
 */
void sandbox_linux_enter(bool programs, const char *folder);

/*
 * The narrowest, in two steps, for limits of descriptors to be set in between.
 * First, no file can be opened, made, changed or removed by name any more, but
 * for reading what is in one of `paths` now or later, and, with `names`, what
 * the system says of hosts' names. `paths` ends with NULL; NULL: nothing. Then,
 * all calls are refused but those by which what is open is read and written to,
 * memory is had and the process ends; with `opens`, also that which opens a
 * file to read it; with `connects`, also those by which a host is asked, on the
 * network alone, and threads are had. There is no way back. False where the
 * system has nothing of the kind.
 */
bool sandbox_linux_files(const char *const *paths, bool names);
bool sandbox_linux_compute(bool opens, bool connects);

#endif
