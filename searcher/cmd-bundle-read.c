/* SPDX-License-Identifier: GPL-2.0-or-later */
/* travaux bundle verify, info and extract. */
#include "searcher/bundle-command.h"
#include "searcher/command.h"

#include "core/bundle-manifest.h"
#include "core/file-new.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* --- verify ---------------------------------------------------------------
 */

/* Where a bundle is damaged, in runs. */
struct damage {
	struct out *out;
	uint64_t from, to; /* the run under way; equal: none */
};

static void
end_run(struct damage *damage)
{
	if (damage->from < damage->to)
		out_printf(damage->out,
		    "damaged: bytes %" PRIu64 " to %" PRIu64 "\n", damage->from,
		    damage->to - 1);
	damage->from = damage->to = 0;
}

static void
note_damage(void *context, uint64_t offset, uint64_t length)
{
	struct damage *damage = context;

	if (damage->to != offset) {
		end_run(damage);
		damage->from = offset;
	}
	damage->to = offset + length;
}

/* Say all the places, after the first was told. */
static void
print_damage(struct bundle_context *context, const char *path)
{
	struct damage damage = {.out = context->out};
	struct bundle *bundle = bundle_open(path, NULL);
	size_t count;

	if (bundle != NULL &&
	    bundle_survey(bundle, note_damage, &damage, &count, NULL))
		end_run(&damage);
	bundle_free(bundle);
}

int
bundle_verify_action(struct bundle_context *context, struct error *err)
{
	const char *path = context->options->file[0];
	struct bundle *bundle;
	struct bundle_manifest manifest;

	context->trust.again = true;
	bundle = trust_open(context->arena, path, &context->trust, err);
	if (bundle == NULL) {
		if (err->code == ERROR_INDEX || err->code == ERROR_DAMAGED)
			print_damage(context, path);
		return EXIT_INDEX;
	}
	if (bundle_manifest_read(bundle, context->arena, &manifest, err))
		out_printf(context->out,
		    "%s: in order, signed with key %s, %s edition %" PRIu64
		    " of %s, made %s\n",
		    path,
		    bundle_key_name(context->arena, bundle_signer(bundle)),
		    manifest.access, manifest.sequence, manifest.name,
		    manifest.created);
	bundle_free(bundle);
	return EXIT_FOUND;
}

/* --- info -----------------------------------------------------------------
 */

static void
print_line(struct out *out, const char *name, const char *value)
{
	if (value[0] != '\0')
		out_printf(out, "%-10s %s\n", name, value);
}

static void
print_info(struct bundle_context *context, struct bundle *bundle,
    const struct bundle_manifest *m)
{
	const struct bundle_header *header = bundle_header(bundle);
	struct out *out = context->out;

	print_line(out, "name", m->name);
	out_printf(out, "%-10s %" PRIu64 "\n", "edition", m->sequence);
	print_line(out, "made", m->created);
	print_line(out, "by", m->made_by);
	print_line(out, "expires", m->expires);
	print_line(out, "access", m->access);
	print_line(out, "licence", m->licence);
	print_line(out, "build", m->build);
	print_line(
	    out, "key", bundle_key_name(context->arena, bundle_signer(bundle)));
	out_printf(out, "%-10s %" PRIu64 "\n%-10s %" PRIu64 "\n", "records",
	    m->records, "passages", m->passages);
	out_printf(out,
	    "%-10s %" PRIu64 " bytes; plain text %" PRIu64 " bytes\n", "size",
	    header->length, m->text_bytes);
	for (int i = 0; i < BUNDLE_PARTS; i++)
		out_printf(out, "  %-10s at %12" PRIu64 " %12" PRIu64 "\n",
		    bundle_part_name((enum bundle_part)i),
		    header->part[i].offset, header->part[i].length);
}

int
bundle_info_action(struct bundle_context *context, struct error *err)
{
	struct bundle *bundle = trust_open(
	    context->arena, context->options->file[0], &context->trust, err);
	struct bundle_manifest manifest;

	if (bundle == NULL)
		return EXIT_INDEX;
	if (bundle_manifest_read(bundle, context->arena, &manifest, err)) {
		if (context->options->manifest) {
			out_write(context->out, manifest.text, manifest.n_text);
		} else {
			print_info(context, bundle, &manifest);
		}
	}
	bundle_free(bundle);
	return EXIT_FOUND;
}

/* --- extract --------------------------------------------------------------
 */

static bool
find_part(const char *name, enum bundle_part *ret, struct error *err)
{
	for (int i = 0; name != NULL && i < BUNDLE_PARTS; i++)
		if (strcmp(bundle_part_name((enum bundle_part)i), name) == 0) {
			*ret = (enum bundle_part)i;
			return true;
		}
	if (name == NULL)
		return error_set(err, ERROR_USAGE,
		    "which part? --part manifest, database, blocks, texts, "
		    "hashes or signature");
	return error_set(err, ERROR_USAGE,
	    "there is no part '%.40s'; they are manifest, database, blocks, "
	    "texts, hashes and signature",
	    name);
}

static bool
copy_part(struct bundle *bundle, enum bundle_part part, struct file_new *file,
    struct error *err)
{
	uint64_t length = bundle_header(bundle)->part[part].length;
	char *bytes = malloc(1 << 20);
	bool ok = bytes != NULL || error_set(err, ERROR_LIMIT, "out of memory");

	for (uint64_t at = 0; ok && at < length; at += 1 << 20) {
		size_t n = length - at < 1 << 20 ? (size_t)(length - at)
						 : (size_t)1 << 20;

		ok = bundle_read(bundle, part, at, bytes, n, err) &&
		     file_new_write(file, bytes, n, err);
	}
	free(bytes);
	return ok;
}

int
bundle_extract_action(struct bundle_context *context, struct error *err)
{
	const struct bundle_options *options = context->options;
	struct file_new file = {.fd = -1};
	struct bundle *bundle;
	enum bundle_part part = BUNDLE_MANIFEST;

	if (!find_part(options->part, &part, err))
		return EXIT_USAGE;
	if (options->output == NULL)
		return error_set(
		    err, ERROR_USAGE, "where to? bundle extract -o FILE");
	bundle =
	    trust_open(context->arena, options->file[0], &context->trust, err);
	if (bundle == NULL)
		return EXIT_INDEX;
	if (file_new_open(&file, context->arena, options->output, false, err) &&
	    copy_part(bundle, part, &file, err))
		file_new_commit(&file, err);
	file_new_drop(&file);
	bundle_free(bundle);
	return EXIT_FOUND;
}
