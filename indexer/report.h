/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reports: what there is to say about a file while it is read. Readers and
 * walk tell, main() prints; nothing is lost silently. For indexer/ only.
 */
#ifndef INDEXER_REPORT_H
#define INDEXER_REPORT_H

/* How bad it is, least first. */
enum report_grade {
	REPORT_NOTE = 0, /* worth knowing, shown with --verbose */
	REPORT_WARNING,	 /* read, but not all of it was as it should be */
	REPORT_PARTIAL,	 /* a part of the file was left out */
	REPORT_SKIPPED	 /* the file was left out */
};

/* Where reports go. */
struct report {
	/*
	 * `path` as given by the user; `line` from 1, or 0 where it is about
	 * the whole file; `message` without path, line and final stop. Strings
	 * live during the call.
	 */
	void (*tell)(void *context, enum report_grade grade, const char *path,
	    unsigned long line, const char *message);
	void *context; /* given to `tell` */
};

/* Tell, with a message made as by printf(). `report` may be NULL. */
void report_tell(const struct report *report, enum report_grade grade,
    const char *path, unsigned long line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
