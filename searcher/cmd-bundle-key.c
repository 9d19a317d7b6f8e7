/* SPDX-License-Identifier: GPL-2.0-or-later */
/* travaux bundle keygen, and the secret key for what signs. */
#include "core/translate.h"
#include "searcher/bundle-command.h"
#include "searcher/command.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Write a new file; one that is there is not touched. */
static bool
write_new(const char *path, const char *text, mode_t mode, struct error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	size_t n = strlen(text);
	bool ok;

	if (fd < 0 && errno == EEXIST)
		return error_set(err, ERROR_USAGE,
		    "'%s' is there already; a key is not written over", path);
	if (fd < 0)
		return error_set(err, ERROR_IO, "cannot write '%s': %s", path,
		    strerror(errno));
	ok = write(fd, text, n) == (ssize_t)n && fsync(fd) == 0;
	if (!ok)
		error_set(err, ERROR_IO, "cannot write '%s': %s", path,
		    strerror(errno));
	if (close(fd) != 0 && ok)
		ok = error_set(err, ERROR_IO, "cannot write '%s': %s", path,
		    strerror(errno));
	if (!ok)
		unlink(path);
	return ok;
}

int
bundle_keygen(struct bundle_context *context, struct error *err)
{
	const struct bundle_options *options = context->options;
	struct arena *arena = context->arena;
	const char *passphrase = "", *text;
	struct bundle_secret secret;
	struct bundle_public key;

	if (options->secret == NULL || options->public == NULL)
		return error_set(err, ERROR_USAGE,
		    "where to? bundle keygen --secret FILE --public FILE");
	if (!options->no_passphrase)
		passphrase = context->passphrase(
		    arena, _("passphrase for the secret key"), true, err);
	if (passphrase == NULL || !bundle_key_new(&secret, &key, err))
		return EXIT_USAGE;
	text = bundle_secret_text(arena, &secret, passphrase, err);
	bundle_secret_clear(&secret);
	if (text == NULL || !write_new(options->secret, text, 0600, err))
		return EXIT_INDEX;
	if (!write_new(
		options->public, bundle_public_text(arena, &key), 0644, err)) {
		unlink(options->secret);
		return EXIT_INDEX;
	}
	out_printf(context->out,
	    _("secret key: %s (keep it to yourself)\n"
	      "public key: %s\n%s\n"),
	    options->secret, options->public,
	    bundle_public_spoken(arena, &key));
	return EXIT_FOUND;
}

bool
bundle_read_secret(struct bundle_context *context, struct bundle_secret *ret,
    struct error *err)
{
	const char *path = context->options->secret;
	const char *text, *passphrase = "";

	if (path == NULL)
		return error_set(err, ERROR_USAGE,
		    "which key? --secret FILE, made by travaux bundle keygen");
	text = trust_read_file(context->arena, path);
	if (text == NULL)
		return error_set(err, ERROR_USAGE, "cannot read '%s': %s", path,
		    strerror(errno));
	if (bundle_secret_locked(text))
		passphrase = context->passphrase(context->arena,
		    arena_printf(context->arena, _("passphrase for %s"), path),
		    false, err);
	return passphrase != NULL &&
	       bundle_secret_parse(path, text, passphrase, ret, err);
}
