/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The least that a search can cost: a C++ program that opens an index, runs a
 * query of one word and prints the ids of the first ten documents. What
 * `travaux search` takes is measured against it. Without a word it opens the
 * index and no more.
 *
 *	one-query INDEX [WORD]
 *
 * A program to measure with, not a part of travaux: outside the binding it is
 * the one place that speaks C++ to libxapian, so that nothing of the binding
 * is in what it measures. It is never installed. INDEX is an index of travaux,
 * whose file "travaux" names its database, or a plain database.
 */
#include <xapian.h>

#include <fstream>
#include <iostream>
#include <string>

/* The database that the index's pointer names; `path` itself without one. */
static std::string
database_of(const std::string &path)
{
	static const std::string key = "database ";
	std::ifstream pointer(path + "/travaux");
	std::string line;

	while (std::getline(pointer, line)) {
		if (line.compare(0, key.size(), key) == 0)
			return path + "/" + line.substr(key.size());
	}
	return path;
}

int
main(int argc, char *argv[])
{
	if (argc != 2 && argc != 3) {
		std::cerr << "usage: one-query INDEX [WORD]\n";
		return 2;
	}
	try {
		Xapian::Database database(database_of(argv[1]));
		if (argc == 2)
			return 0;
		Xapian::Enquire enquire(database);
		Xapian::Stem stem("en");

		enquire.set_query(Xapian::Query(stem(argv[2])));
		Xapian::MSet found = enquire.get_mset(0, 10);
		for (auto it = found.begin(); it != found.end(); ++it)
			std::cout << *it << '\n';
		return found.empty() ? 1 : 0;
	} catch (const Xapian::Error &error) {
		std::cerr << "one-query: " << error.get_description() << '\n';
		return 3;
	}
}
