/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a process gives up before it looks at a file from anywhere: memory,
 * time, files, the network, other programs. For contained.c.
 *
 * Limits of memory, time and files are POSIX. On Linux a filter of system
 * calls (seccomp) refuses network, programs and processes, and Landlock,
 * where the kernel has it, whatever writes, and reading outside of the
 * system's own folders (so that a file cannot have /etc/passwd included). What
 * a system does not have is left out: the limits stand by themselves.
 */
#ifndef INDEXER_SANDBOX_H
#define INDEXER_SANDBOX_H

#include <stdbool.h>
#include <stdint.h>

/* Exit status of a process that got no more memory. */
#define SANDBOX_NO_MEMORY 97

struct sandbox {
	uint64_t memory;    /* bytes more than are mapped now */
	unsigned seconds;   /* of processor time; a last resort */
	bool programs;	    /* it may start programs, which write files (OCR) */
	const char *folder; /* it may read what is in and below it, or NULL */
	int input;	    /* a descriptor to become standard input, or -1 */
	int keep;	    /* the one descriptor to keep open */
};

/*
 * Close all descriptors but these (standard output and error are /dev/null
 * then, and standard input where it is nothing else) and take on the limits.
 * There is no way back.
 */
void sandbox_enter(const struct sandbox *sandbox);

#endif
