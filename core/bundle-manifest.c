/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bundle-manifest.h"

#include <stdlib.h>
#include <string.h>

/* The value of the first line with this key, "" where there is none. */
static const char *
value_of(struct arena *arena, const char *text, const char *key)
{
	size_t n = strlen(key);

	for (const char *line = text; *line != '\0';) {
		size_t length = strcspn(line, "\n");

		if (length > n && line[n] == ' ' && strncmp(line, key, n) == 0)
			return arena_strndup(
			    arena, line + n + 1, length - n - 1);
		line += length + (line[length] == '\n');
	}
	return "";
}

static uint64_t
number_of(struct arena *arena, const char *text, const char *key)
{
	return strtoull(value_of(arena, text, key), NULL, 10);
}

bool
bundle_manifest_read(struct bundle *bundle, struct arena *arena,
    struct bundle_manifest *ret, struct error *err)
{
	const char *text =
	    bundle_read_part(bundle, arena, BUNDLE_MANIFEST, &ret->n_text, err);

	if (text == NULL)
		return false;
	ret->text = text;
	ret->name = value_of(arena, text, "name");
	ret->sequence = number_of(arena, text, "sequence");
	ret->created = value_of(arena, text, "created");
	ret->expires = value_of(arena, text, "expires");
	ret->access = value_of(arena, text, "access");
	ret->licence = value_of(arena, text, "licence");
	ret->build = value_of(arena, text, "build");
	ret->made_by = value_of(arena, text, "made-by");
	ret->records = number_of(arena, text, "records");
	ret->passages = number_of(arena, text, "passages");
	ret->text_bytes = number_of(arena, text, "text-bytes");
	return ret->sequence > 0 ||
	       error_set(err, ERROR_DAMAGED,
		   "bundle '%s' is damaged: its manifest tells no edition",
		   bundle_path(bundle));
}
