/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/cgi-request.h"

#include <string.h>

/* The weight after ";q=" in thousandths; 1000 where there is none. */
static unsigned
weight(const char *s, const char *end)
{
	unsigned value = 0, unit = 1000;

	while (s < end && *s != '=')
		s++;
	if (s == end)
		return 1000;
	for (s++; s < end && unit > 0; s++) {
		if (*s == '.')
			continue;
		if (*s < '0' || *s > '9')
			break;
		value += (unsigned)(*s - '0') * unit;
		unit /= 10;
	}
	return value > 1000 ? 1000 : value;
}

/* The one a list like "fr-CH, ar;q=0.8, *;q=0.1" likes best; NULL for none. */
static const struct translate_language *
accepted(const char *list)
{
	const struct translate_language *best = NULL;
	unsigned most = 0;

	while (*list != '\0') {
		size_t n = strcspn(list, ",");
		size_t skip = strspn(list, " \t");
		size_t tag = strcspn(list + skip, "; \t,");
		const struct translate_language *one =
		    translate_find(list + skip, tag);
		unsigned q =
		    skip + tag < n ? weight(list + skip + tag, list + n) : 1000;

		if (one != NULL && q > most) {
			best = one;
			most = q;
		}
		list += n + (list[n] == ',');
	}
	return best;
}

const struct translate_language *
cgi_request_language(const struct cgi_request *cgi)
{
	const struct translate_language *language =
	    translate_find(cgi->ui, strlen(cgi->ui));

	if (language == NULL)
		language = accepted(cgi->accept_language);
	return language != NULL ? language : translate_language(0);
}
