# SPDX-License-Identifier: GPL-2.0-or-later
# Completion of travaux for fish. What it offers comes from travaux itself and
# from the index that it would ask.

function __travaux_first
    test (count (commandline -opc)) -eq 1
end

function __travaux_command
    set -l words (commandline -opc)
    test (count $words) -gt 1; and contains -- $words[2] $argv
end

# Words of one kind, from the index that the line names.
function __travaux_words
    set -l words (commandline -opc)
    set -l at (contains -i -- --index $words)
    if test -n "$at"; and test (count $words) -gt $at
        travaux complete --index $words[(math $at + 1)] $argv 2>/dev/null
    else
        travaux complete $argv 2>/dev/null
    end
end

# Fields, or the values of the one that is being written.
function __travaux_fields
    __travaux_words fields (commandline -ct)
end

complete -c travaux -f
complete -c travaux -n __travaux_first -a '(__travaux_words commands)'
complete -c travaux -n '__travaux_command help' -a '(__travaux_words commands)'
complete -c travaux -n '__travaux_command index bundle' -F
complete -c travaux -n '__travaux_command bundle' -a 'keygen pack sign verify info extract diff apply split import'
complete -c travaux -n '__travaux_command about brief compare' -a '(__travaux_words holders)'
complete -c travaux -n '__travaux_command list' -a 'holders groups sessions provisions'
complete -c travaux -n '__travaux_command trace' -a '(__travaux_words provisions)'
complete -c travaux -n '__travaux_command search positions alert batch save' -a '(__travaux_fields)'
complete -c travaux -n 'not __travaux_first; and string match -q -- "-*" (commandline -ct)' -a '(__travaux_words options)'
complete -c travaux -l index -r -F
complete -c travaux -l trust -r -F
complete -c travaux -l format -x -a 'text json jsonl csv tsv svg markdown html bibtex csl'
complete -c travaux -l color -x -a 'auto always never'
complete -c travaux -l sort -x -a 'relevance date newest session'
complete -c travaux -l by -x -a 'holder provision session group'
complete -c travaux -l as -x -a 'search ask positions'
complete -c travaux -l timeline -x -a '(__travaux_words provisions)'
for option in limit offset width context port
    complete -c travaux -l $option -x
end
for field in article provision topic lineage
    complete -c travaux -l $field -x -a '(__travaux_words provisions)'
end
for field in holder speaker group mentions
    complete -c travaux -l $field -x -a '(__travaux_words holders)'
end
for field in kind session instrument stance action lang layer negotiation author certainty meeting option organization path record status symbol
    complete -c travaux -l $field -x -a "(__travaux_words $field)"
end
