/* SPDX-License-Identifier: GPL-2.0-or-later */
/* travaux bundle pack and sign. */
#include "searcher/bundle-command.h"
#include "searcher/command.h"

#include "core/bundle-finish.h"
#include "core/bundle-hash.h"
#include "core/bundle-pack.h"
#include "core/bundle-signature.h"
#include "core/date.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool
read_sequence(struct bundle_context *context, uint64_t *ret, struct error *err)
{
	const char *text = context->options->sequence;
	char *end;

	*ret = (uint64_t)context->now;
	if (text == NULL)
		return true;
	*ret = strtoull(text, &end, 10);
	return (text[0] >= '0' && text[0] <= '9' && *end == '\0' && *ret > 0 &&
		   *ret <= INT64_MAX) ||
	       error_set(err, ERROR_USAGE,
		   "--sequence is the number of the edition, from 1, and not "
		   "'%.40s'",
		   text);
}

static bool
read_expires(struct bundle_context *context, const char *created,
    const char **ret, struct error *err)
{
	const char *text = context->options->expires;
	struct date date;
	char iso[11];

	*ret = "";
	if (text == NULL)
		return true;
	if (!date_parse(text, strlen(text), &date))
		return error_set(err, ERROR_USAGE,
		    "--expires is a date as 2027-01-31, and not '%.40s'", text);
	date_format(date_last(date), iso);
	if (strncmp(iso, created, 10) < 0)
		return error_set(err, ERROR_USAGE,
		    "--expires %.40s is over; nobody could open the bundle",
		    text);
	*ret = arena_strdup(context->arena, iso);
	return true;
}

static bool
read_label(
    struct bundle_context *context, struct bundle_label *ret, struct error *err)
{
	const struct bundle_options *options = context->options;
	time_t now = (time_t)context->now;
	struct tm tm;
	char created[32] = "";

	if (gmtime_r(&now, &tm) != NULL)
		strftime(created, sizeof created, "%Y-%m-%dT%H:%M:%SZ", &tm);
	ret->name = options->name != NULL ? options->name : "";
	ret->licence = options->licence != NULL ? options->licence : "";
	ret->created = arena_strdup(context->arena, created);
	ret->made_by = context->made_by;
	ret->restricted = options->restricted;
	return read_sequence(context, &ret->sequence, err) &&
	       read_expires(context, created, &ret->expires, err);
}

/* What takes the space. */
static void
print_sizes(struct out *out, const struct bundle_packed *packed)
{
	for (int i = 0; i < BUNDLE_PARTS; i++)
		out_printf(out, "  %-10s %12" PRIu64 "\n",
		    bundle_part_name((enum bundle_part)i),
		    packed->header.part[i].length);
}

int
bundle_pack_action(struct bundle_context *context, struct error *err)
{
	const struct bundle_options *options = context->options;
	const char *index =
	    options->index != NULL ? options->index : context->index;
	struct bundle_label label;
	struct bundle_secret secret;
	struct bundle_packed packed;
	bool ok;

	if (options->output == NULL)
		return error_set(
		    err, ERROR_USAGE, "where to? bundle pack -o FILE.travaux");
	if (!read_label(context, &label, err) ||
	    !bundle_read_secret(context, &secret, err))
		return EXIT_USAGE;
	ok = bundle_pack(context->arena, index, options->output, &label,
	    &secret, &packed, err);
	bundle_secret_clear(&secret);
	if (!ok)
		return EXIT_INDEX;
	out_printf(context->out,
	    "%s: edition %" PRIu64 ", %s, %" PRIu64 " records, %" PRIu64
	    " passages, %" PRIu64 " bytes\n",
	    options->output, label.sequence,
	    label.restricted ? "restricted" : "public", packed.records,
	    packed.passages, packed.header.length);
	print_sizes(context->out, &packed);
	out_printf(context->out,
	    "  plain text of the passages: %" PRIu64 " bytes\n",
	    packed.text_bytes);
	if (packed.left_out > 0)
		out_printf(context->out,
		    "  left out as restricted: %" PRIu64 " passages\n",
		    packed.left_out);
	return EXIT_FOUND;
}

/* --- sign -----------------------------------------------------------------
 */

/* BLAKE2b of a whole file: what minisign signs. */
static bool
hash_file(
    const char *path, unsigned char ret[BUNDLE_PREHASH], struct error *err)
{
	struct bundle *bundle = bundle_open(path, err);
	crypto_generichash_state state;
	unsigned char *bytes;
	uint64_t at = 0, length;
	bool ok = bundle != NULL;

	if (!ok)
		return false;
	length = bundle_header(bundle)->length;
	bytes = malloc(1 << 20);
	crypto_generichash_init(&state, NULL, 0, BUNDLE_PREHASH);
	while (ok && bytes != NULL && at < length) {
		size_t n = length - at < 1 << 20 ? (size_t)(length - at)
						 : (size_t)1 << 20;

		ok = bundle_read_at(bundle, at, bytes, n, err);
		crypto_generichash_update(&state, bytes, ok ? n : 0);
		at += n;
	}
	crypto_generichash_final(&state, ret, BUNDLE_PREHASH);
	ok = ok &&
	     (bytes != NULL || error_set(err, ERROR_LIMIT, "out of memory"));
	free(bytes);
	bundle_free(bundle);
	return ok;
}

int
bundle_sign_action(struct bundle_context *context, struct error *err)
{
	const char *path = context->options->file[0];
	struct arena *arena = context->arena;
	const char *to = arena_printf(arena, "%s.minisig", path);
	unsigned char hash[BUNDLE_PREHASH];
	struct file_new file = {.fd = -1};
	struct bundle_secret secret;
	const char *text, *comment;

	if (!bundle_read_secret(context, &secret, err))
		return EXIT_USAGE;
	comment =
	    arena_printf(arena, "timestamp:%" PRId64 "\tfile:%s", context->now,
		strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path);
	if (!hash_file(path, hash, err)) {
		bundle_secret_clear(&secret);
		return EXIT_INDEX;
	}
	text = bundle_signature_make(arena, hash, &secret, comment);
	bundle_secret_clear(&secret);
	if (!file_new_open(&file, arena, to, false, err))
		return EXIT_INDEX;
	if (!file_new_write(&file, text, strlen(text), err)) {
		file_new_drop(&file);
		return EXIT_INDEX;
	}
	if (file_new_commit(&file, err))
		out_printf(context->out, "%s\n", to);
	return EXIT_FOUND;
}
