/* SPDX-License-Identifier: GPL-2.0-or-later */
/* travaux bundle split and import. */
#include "searcher/bundle-command.h"
#include "searcher/command.h"

#include "core/bundle-manifest.h"
#include "core/bundle-pieces.h"
#include "core/file-new.h"
#include "core/folder.h"

#include <inttypes.h>
#include <stdlib.h>

/* --- split ----------------------------------------------------------------
 */

/* "50M": a number with K, M or G. */
static bool
read_bytes(const char *text, uint64_t *ret, struct error *err)
{
	uint64_t number = 0;
	unsigned shift = 0;
	char *end = NULL;

	if (text != NULL && text[0] >= '0' && text[0] <= '9') {
		number = strtoull(text, &end, 10);
		shift = *end == 'K'   ? 10
			: *end == 'M' ? 20
			: *end == 'G' ? 30
				      : 0;
		end += shift > 0;
	}
	if (text == NULL)
		return error_set(
		    err, ERROR_USAGE, "how long shall pieces be? --chunk 50M");
	if (end == NULL || *end != '\0' || number == 0 ||
	    number > UINT64_MAX >> 32)
		return error_set(err, ERROR_USAGE,
		    "--chunk is a length as 50M (with K, M or G), and not "
		    "'%.40s'",
		    text);
	*ret = number << shift;
	return true;
}

int
bundle_split_action(struct bundle_context *context, struct error *err)
{
	const struct bundle_options *options = context->options;
	const char *name =
	    options->output != NULL ? options->output : options->file[0];
	struct bundle *bundle;
	uint64_t bytes = 0;
	unsigned count;

	if (!read_bytes(options->chunk, &bytes, err))
		return EXIT_USAGE;
	bundle =
	    trust_open(context->arena, options->file[0], &context->trust, err);
	if (bundle == NULL)
		return EXIT_INDEX;
	if (bundle_pieces_write(
		context->arena, bundle, name, bytes, &count, err))
		out_printf(
		    context->out, "%s.000 to %s.%03u\n", name, name, count);
	bundle_free(bundle);
	return EXIT_FOUND;
}

/* --- import ---------------------------------------------------------------
 */

/* The edition that is there; 0 where there is none that can be opened. */
static uint64_t
edition_there(struct bundle_context *context, const char *path)
{
	struct trust trust = context->trust;
	struct bundle_manifest manifest = {0};
	struct bundle *bundle;

	trust.stale = true;
	trust.ask = NULL;
	if (!bundle_is(path))
		return 0;
	bundle = trust_open(context->arena, path, &trust, NULL);
	if (bundle == NULL ||
	    !bundle_manifest_read(bundle, context->arena, &manifest, NULL))
		manifest.sequence = 0;
	bundle_free(bundle);
	return manifest.sequence;
}

/* Verify what came as any bundle is, and that it is no step back. */
static bool
check(struct bundle_context *context, const struct file_new *file,
    struct error *err)
{
	struct trust trust = context->trust;
	struct bundle_manifest manifest;
	uint64_t there = trust.stale ? 0 : edition_there(context, file->path);
	struct bundle *bundle;
	bool ok;

	trust.again = true;
	trust.called = context->options->file[0];
	bundle = trust_open(context->arena, file->aside, &trust, err);
	ok = bundle != NULL &&
	     bundle_manifest_read(bundle, context->arena, &manifest, err) &&
	     (manifest.sequence >= there ||
		 error_set(err, ERROR_SIGNATURE,
		     "edition %" PRIu64 " is in '%s'; edition %" PRIu64
		     " is older, and taken only with --stale",
		     there, file->path, manifest.sequence));
	bundle_free(bundle);
	return ok;
}

/* Bring the chunks, once the signature was found to be right. */
static bool
bring(struct bundle_context *context, struct bundle_source *source,
    struct file_new *file, struct error *err)
{
	struct bundle *bundle;
	bool ok;

	if (!bundle_source_begin(source, file, err))
		return false;
	bundle = bundle_open(file->aside, err);
	if (bundle != NULL)
		bundle_call(bundle, context->options->file[0]);
	ok = bundle != NULL &&
	     trust_signer(context->arena, bundle, &context->trust, err) &&
	     bundle_source_bring(source, context->arena, bundle, file, err);
	bundle_free(bundle);
	return ok && file_new_sync(file, err);
}

static bool
import(struct bundle_context *context, struct bundle_source *source,
    struct error *err)
{
	struct arena *arena = context->arena;
	const char *to = arena_printf(arena, "%s/%s", context->options->into,
	    bundle_source_name(source, arena));
	struct file_new file = {.fd = -1};
	bool ok;

	if (!folder_make(context->options->into, err) ||
	    !file_new_open(&file, arena, to, true, err))
		return false;
	ok = bring(context, source, &file, err);
	/* What came is kept for the next time. */
	if (!ok && (err->code == ERROR_PARTIAL || err->code == ERROR_IO)) {
		file_new_leave(&file);
		return false;
	}
	ok = ok && check(context, &file, err) && file_new_commit(&file, err);
	file_new_drop(&file);
	if (ok)
		out_printf(context->out, "%s\n", to);
	return ok;
}

int
bundle_import_action(struct bundle_context *context, struct error *err)
{
	struct bundle_source *source;

	if (context->options->into == NULL)
		return error_set(
		    err, ERROR_USAGE, "where to? bundle import --into DIR");
	source =
	    bundle_source_open(context->arena, context->options->file[0], err);
	if (source != NULL)
		import(context, source, err);
	bundle_source_close(source);
	return EXIT_FOUND;
}
