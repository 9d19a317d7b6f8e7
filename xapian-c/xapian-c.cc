/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian-c.h"
#include <xapian.h>
extern "C" const char *xap_version(void) { return Xapian::version_string(); }
