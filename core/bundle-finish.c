/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bundle-finish.h"

#include "core/bundle-hash.h"
#include "core/bundle-signature.h"
#include "core/bundle.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * The length of a signature's text depends on that of its comment alone, so it
 * is known before there is anything to sign.
 */
static size_t
signature_length(struct arena *arena, const char *comment,
    const struct bundle_secret *secret)
{
	unsigned char nothing[BUNDLE_PREHASH] = {0};

	return strlen(bundle_signature_make(arena, nothing, secret, comment));
}

/* The hashes of what is there, and their signature. */
static bool
write_hashes(struct file_new *file, struct arena *arena,
    const struct bundle_header *header, const char *comment,
    const struct bundle_secret *secret, struct error *err)
{
	const struct bundle_place *place = &header->part[BUNDLE_HASHES];
	unsigned char root[BUNDLE_PREHASH];
	unsigned char *list = bundle_hashes_make(file->fd, place->offset);
	const char *signature;
	bool ok;

	if (list == NULL)
		return file_new_failed(file, err);
	crypto_generichash(root, sizeof root, list, place->length, NULL, 0);
	signature = bundle_signature_make(arena, root, secret, comment);
	ok = file_new_write_at(
		 file, place->offset, list, (size_t)place->length, err) &&
	     file_new_write_at(file, header->part[BUNDLE_SIGNATURE].offset,
		 signature, strlen(signature), err);
	free(list);
	return ok;
}

bool
bundle_settle(
    struct file_new *file, const struct bundle_public *key, struct error *err)
{
	struct bundle *bundle = NULL;
	bool ok = file_new_sync(file, err);

	if (ok) {
		bundle = bundle_open(file->aside, err);
		ok = bundle != NULL && bundle_signed_by(bundle, key, err) &&
		     bundle_verify(bundle, err);
	}
	bundle_free(bundle);
	if (!ok) {
		file_new_drop(file);
		return false;
	}
	return file_new_commit(file, err);
}

bool
bundle_finish(struct file_new *file, struct arena *arena,
    struct bundle_header *header, const char *comment,
    const struct bundle_secret *secret, struct error *err)
{
	struct bundle_place *hashes = &header->part[BUNDLE_HASHES];
	struct bundle_place *signature = &header->part[BUNDLE_SIGNATURE];
	struct bundle_place *texts = &header->part[BUNDLE_TEXTS];
	struct bundle_public key = bundle_key_public(secret);

	hashes->offset = texts->offset + texts->length;
	hashes->length = bundle_hashes_length(hashes->offset);
	signature->offset = hashes->offset + hashes->length;
	signature->length = signature_length(arena, comment, secret);
	memcpy(header->key, bundle_public_line(arena, &key), BUNDLE_KEY_LINE);
	header->length = signature->offset + signature->length;
	if (!file_new_write_at(
		file, 0, bundle_header_make(arena, header), BUNDLE_PAGE, err) ||
	    !write_hashes(file, arena, header, comment, secret, err))
		return false;
	return bundle_settle(file, &key, err);
}
