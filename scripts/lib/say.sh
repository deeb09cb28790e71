# How the scripts speak: all of it on stderr, so that stdout stays for data. Sourced, not run.

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }
