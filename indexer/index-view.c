/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/index-view.h"

#include "core/translate.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#define SHOW_EVERY 0.1 /* seconds */

static double
seconds_since(const struct timespec *then)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - then->tv_sec) +
	       (double)(now.tv_nsec - then->tv_nsec) / 1e9;
}

void
index_view_init(struct index_view *view, FILE *out, bool quiet, bool verbose)
{
	memset(view, 0, sizeof *view);
	view->out = out;
	view->quiet = quiet;
	view->verbose = verbose;
	view->terminal = !quiet && isatty(fileno(out));
	clock_gettime(CLOCK_MONOTONIC, &view->start);
}

void
index_view_clear(struct index_view *view)
{
	if (view->on_screen)
		fputs("\r\033[K", view->out);
	view->on_screen = false;
}

/* Names of files come from anywhere: no control character goes out. */
static void
put_safe(FILE *out, const char *s)
{
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c < 0x20 || c == 0x7F)
			fprintf(out, "\\x%02X", c);
		else
			fputc(c, out);
	}
}

static void
tell(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *message)
{
	static const char *const after[] = {
	    [REPORT_NOTE] = "",
	    [REPORT_WARNING] = "",
	    [REPORT_PARTIAL] = N_("; left out"),
	    [REPORT_SKIPPED] = N_("; skipped"),
	};
	struct index_view *view = context;

	if (grade == REPORT_NOTE && !view->verbose)
		return;
	index_view_clear(view);
	fputs("travaux-index: ", view->out);
	put_safe(view->out, path);
	if (line > 0)
		fprintf(view->out, ":%lu", line);
	fputs(": ", view->out);
	put_safe(view->out, message);
	fprintf(view->out, "%s\n",
	    strstr(message, "left out") != NULL ? "" : _(after[grade]));
}

static void
progress(void *context, const struct run_progress *progress)
{
	struct index_view *view = context;
	double seconds = seconds_since(&view->start);
	double rate = seconds > 0 ? (double)progress->bytes / seconds : 0;
	double left =
	    rate > 0 ? (double)(progress->bytes_all - progress->bytes) / rate
		     : 0;

	if (!view->terminal || (!progress->joining && view->on_screen &&
				   seconds_since(&view->shown) < SHOW_EVERY))
		return;
	clock_gettime(CLOCK_MONOTONIC, &view->shown);
	fputs("\r\033[K", view->out);
	if (progress->joining)
		fprintf(view->out, "%" PRIu64 " passages; joining ...",
		    progress->passages);
	else
		fprintf(view->out,
		    "%" PRIu64 " %s, %.0f %%, %" PRIu64
		    " passages, %.1f MB/s, %.0f s left",
		    progress->files_all,
		    progress->files_all == 1 ? "file" : "files",
		    progress->bytes_all > 0 ? 100.0 * (double)progress->bytes /
						  (double)progress->bytes_all
					    : 100.0,
		    progress->passages, rate / 1e6, left);
	fflush(view->out);
	view->on_screen = true;
}

struct run_view
index_view_for_run(struct index_view *view)
{
	struct run_view run = {{tell, view}, progress, view};

	return run;
}

/* A number with its thing: the format is one of P_(). */
static void
put_count(FILE *out, const char *format, uint64_t n)
{
	fprintf(out, format, (unsigned long)n);
}

void
index_view_summary(struct index_view *view, const struct run_options *options,
    const struct run_summary *summary)
{
	double seconds = seconds_since(&view->start);
	FILE *out = view->out;

	index_view_clear(view);
	if (view->quiet)
		return;
	if (summary->renewed)
		fputs(_("Tables or settings have changed: files indexed with "
			"others were read again.\n"),
		    out);
	put_count(out,
	    P_("%lu file", "%lu files", (unsigned long)summary->files_seen),
	    summary->files_seen);
	fprintf(out,
	    options->dry_run
		? _(" seen: %" PRIu64 " to be indexed, %" PRIu64
		    " unchanged, %" PRIu64 " skipped, %" PRIu64 " removed")
		: _(" seen: %" PRIu64 " indexed, %" PRIu64
		    " unchanged, %" PRIu64 " skipped, %" PRIu64 " removed"),
	    summary->files_indexed, summary->files_unchanged,
	    summary->files_skipped, summary->files_removed);
	if (summary->parts_left_out > 0) {
		fputs("; ", out);
		put_count(out,
		    P_("%lu part of a file left out",
			"%lu parts of files left out",
			(unsigned long)summary->parts_left_out),
		    summary->parts_left_out);
	}
	fputc('\n', out);
	if (options->dry_run)
		return;
	if (summary->files_indexed > 0) {
		put_count(out,
		    P_("%lu record, ", "%lu records, ",
			(unsigned long)summary->records),
		    summary->records);
		put_count(out,
		    P_("%lu passage, ", "%lu passages, ",
			(unsigned long)summary->passages),
		    summary->passages);
		put_count(out,
		    P_("%lu position, ", "%lu positions, ",
			(unsigned long)summary->positions),
		    summary->positions);
		fprintf(out, _("%.1f MB in %.1f s (%.1f MB/s)\n"),
		    (double)summary->bytes / 1e6, seconds,
		    seconds > 0 ? (double)summary->bytes / 1e6 / seconds : 0);
	}
	fputs(_("The index "), out);
	put_safe(out, options->index);
	fputs(summary->changed ? _(" now holds ") : _(" is as it was: "), out);
	put_count(out,
	    P_("%lu record in ", "%lu records in ",
		(unsigned long)summary->index_records),
	    summary->index_records);
	put_count(out,
	    P_("%lu passage.\n", "%lu passages.\n",
		(unsigned long)summary->index_passages),
	    summary->index_passages);
}

void
index_view_compatible(struct index_view *view, const char *path, uint32_t count)
{
	if (view->quiet)
		return;
	put_safe(view->out, path);
	fprintf(view->out, " has %lu passages, for other programs.\n",
	    (unsigned long)count);
}

void
index_view_split(
    struct index_view *view, const struct index_split *split, unsigned made)
{
	if (view->quiet)
		return;
	fputs("The set ", view->out);
	put_safe(view->out, split->to);
	fprintf(view->out,
	    " has the index in %u %s, of which %u %s made now.\n",
	    split->shards, split->shards == 1 ? "shard" : "shards", made,
	    made == 1 ? "was" : "were");
}
