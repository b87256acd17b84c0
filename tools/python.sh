#!/bin/sh
# Runs a script with the first Python on this machine that is new enough, or says in one sentence that there is none.
# PYTHON=/some/where/python3 chooses one. Plain sh, because this runs before any Python is known to be there.

new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
seen=""

for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$name" -c "$new_enough" >/dev/null 2>&1; then
        exec "$name" "$@"
    fi
    if [ -z "$seen" ]; then
        seen=$("$name" -c 'import sys; print("only Python %d.%d" % sys.version_info[:2])' 2>/dev/null)
    fi
done

if command -v uv >/dev/null 2>&1; then
    name=$(uv python find --no-python-downloads '>=3.11' 2>/dev/null)
    if [ -n "$name" ] && "$name" -c "$new_enough" >/dev/null 2>&1; then
        exec "$name" "$@"
    fi
fi

echo "Imprimatur needs Python 3.11 or newer, and this machine has ${seen:-none}: install one (python.org, or your package manager) and run the command again." >&2
exit 1
