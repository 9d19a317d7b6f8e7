/* SPDX-License-Identifier: GPL-2.0-or-later */
/* travaux bundle diff and apply. */
#include "searcher/bundle-command.h"
#include "searcher/command.h"

#include "core/bundle-delta.h"
#include "core/file-new.h"

#include <inttypes.h>

/* An old edition is what both work on: it may be as old as it is. */
static struct bundle *
open_old(struct bundle_context *context, const char *path, struct error *err)
{
	struct trust trust = context->trust;

	trust.stale = true;
	return trust_open(context->arena, path, &trust, err);
}

int
bundle_diff_action(struct bundle_context *context, struct error *err)
{
	const struct bundle_options *options = context->options;
	struct file_new file = {.fd = -1};
	struct bundle *from, *to = NULL;
	uint64_t bytes = 0;

	if (options->output == NULL)
		return error_set(
		    err, ERROR_USAGE, "where to? bundle diff -o DELTA OLD NEW");
	from = open_old(context, options->file[0], err);
	if (from != NULL)
		to = trust_open(
		    context->arena, options->file[1], &context->trust, err);
	if (to != NULL &&
	    file_new_open(&file, context->arena, options->output, false, err) &&
	    bundle_delta_make(context->arena, from, to, &file, &bytes, err) &&
	    file_new_commit(&file, err))
		out_printf(context->out,
		    "%s: %" PRIu64 " bytes, %.1f %% of the bundle\n",
		    options->output, bytes,
		    100.0 * (double)bytes / (double)bundle_header(to)->length);
	file_new_drop(&file);
	bundle_free(from);
	bundle_free(to);
	return EXIT_FOUND;
}

/* What was written aside is opened as any bundle would be, then put in place.
 */
static bool
verify_and_commit(
    struct bundle_context *context, struct file_new *file, struct error *err)
{
	struct trust trust = context->trust;
	struct bundle *bundle;

	trust.again = true;
	trust.called = file->path;
	if (!file_new_sync(file, err))
		return false;
	bundle = trust_open(context->arena, file->aside, &trust, err);
	if (bundle == NULL)
		return false;
	bundle_free(bundle);
	return file_new_commit(file, err);
}

int
bundle_apply_action(struct bundle_context *context, struct error *err)
{
	const struct bundle_options *options = context->options;
	struct file_new file = {.fd = -1};
	struct bundle *from;

	if (options->output == NULL)
		return error_set(err, ERROR_USAGE,
		    "where to? bundle apply -o NEW DELTA OLD");
	from = open_old(context, options->file[1], err);
	if (from != NULL &&
	    file_new_open(&file, context->arena, options->output, false, err) &&
	    bundle_delta_apply(
		context->arena, options->file[0], from, &file, err) &&
	    verify_and_commit(context, &file, err))
		out_printf(context->out, "%s\n", options->output);
	file_new_drop(&file);
	bundle_free(from);
	return EXIT_FOUND;
}
