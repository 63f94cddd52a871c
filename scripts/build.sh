#!/usr/bin/env bash
# Builds the modules when what goes into them has changed, and leaves the class path of the command line in
# testbenches/target/classpath.
#
# Goes by contents, never by timestamps, which copies, archives and restored files get wrong. The stamp also covers what
# the last build made, since another Maven run may have put classes of other sources in its place. Tests are no input:
# nothing that is built here depends on them.
# shellcheck disable=SC2035  # no module's name begins with a dash
set -euo pipefail
shopt -s nullglob
cd -P "$(dirname "${BASH_SOURCE[0]}")/.."

fail() { echo "tandem: $1" >&2 && exit 2; }

# Java separates the entries of its class path with colons, and there is no way to escape one.
[[ $PWD != *[:$'\n']* ]] || fail "the path of the checkout must not hold a colon or a line break: $PWD"

stamp=target/build.stamp
classpath=testbenches/target/classpath

hashes() { (($# == 0)) || find "$@" -type f -print0 | xargs -0 -r sha256sum; }
# The class path holds absolute paths, so the place counts as well.
inputs() { echo "$PWD" && hashes pom.xml */pom.xml */src/main scripts/build.sh; }
outputs() { hashes */target/classes */target/classpath; }
sorted() { LC_ALL=C sort; }

# The first library of the class path that cannot be read: the Maven cache was emptied, or is another user's.
lacking_library() {
  local entry entries
  IFS=: read -ra entries <"$classpath"
  for entry in "${entries[@]}"; do
    [[ $entry != *.jar || -r $entry ]] || { echo "$entry" && return; }
  done
}

is_current() {
  [[ -r $stamp && -r $classpath ]] && cmp -s "$stamp" <({ inputs && outputs; } 2>/dev/null | sorted) &&
    [[ -z $(lacking_library) ]]
}

# Why somebody who may not write here cannot use what was built.
not_current() {
  local library=
  [[ ! -r $classpath ]] || library=$(lacking_library)
  if [[ -n $library ]]; then echo "the library $library cannot be read"
  elif [[ -e $stamp && ! -r $stamp ]]; then echo "what was built cannot be read"
  elif [[ -e $stamp ]]; then echo "sources or classes have changed since it was built, or cannot be read"
  else echo "nothing is built yet"
  fi
}

# Maven and its compilers go by timestamps, so a module that differs starts from nothing; all modules do when it is
# something above them that differs, such as the parent POM.
discard_stale_classes() {
  local module
  touch "$stamp"
  # shellcheck disable=SC2013  # module names hold no blanks, and the * is to become all of them
  for module in $(LC_ALL=C comm -3 "$stamp" <({ inputs && outputs; } | sorted) |
    sed -E 's|^\t?[0-9a-f]{64}  ([^/]+)/.*|\1|; t; s|.*|*|' | sort -u); do
    rm -rf "$module/target/classes" "$module/target/analysis"
  done
}

is_current && exit
if ! { mkdir -p target && : >>target/build.lock; } 2>/dev/null; then
  fail "cannot build in $PWD, which $(id -un) may not write, and $(not_current); use a checkout of your own"
fi
exec 9>target/build.lock
flock 9
is_current && exit # somebody else built it meanwhile

echo "tandem: building (the first time fetches the libraries, which takes minutes)" >&2
discard_stale_classes
before=$(inputs) # from before the build, so that a file edited during it is built the next time
# Standard output and input belong to the command that is run after the build. Formatting is a matter of `make test`.
if ! mvn -q -B -Dspotless.check.skip=true process-classes </dev/null >&2; then
  fail "the build failed, Maven says why above; ./tandem doctor tells whether a tool is missing"
fi
echo "$PWD/testbenches/target/classes:$(<testbenches/target/dependencies.classpath)" >"$classpath"
{ echo "$before" && outputs; } | sorted >"$stamp.new"
mv "$stamp.new" "$stamp"
