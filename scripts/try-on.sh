#!/usr/bin/env bash
# Tries this commit on a fresh Debian: puts the suite into a folder, clones the commit into it, and runs there what the
# README tells a new user to type. As root; needs debootstrap; takes half an hour and 8 GB.
#
#   scripts/try-on.sh SUITE DIR [COMMAND]      bookworm, trixie, sid; DIR must not exist or be one that this script made
#
# COMMAND takes the place of "make regress && make test". Exit status: that of the command; 2 if it was not run.
set -euo pipefail
home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() { echo "try-on: $1" >&2 && exit 2; }

(($# == 2 || $# == 3)) || fail "usage: scripts/try-on.sh SUITE DIR [COMMAND]"
suite=$1 root=$2 command=${3:-make regress && make test}
made=$root/etc/tandem-try-on
((EUID == 0)) || fail "needs root, for debootstrap and chroot"
type -P debootstrap >/dev/null || fail "debootstrap is missing: apt-get install debootstrap"
[[ ! -e $root || -f $made ]] || fail "not a folder that this script made: $root"
[[ -z $(git -C "$home" status --porcelain) ]] || echo "try-on: what is not committed is not tried" >&2

if [[ ! -f $made ]]; then
  debootstrap --variant=minbase --include=ca-certificates,git,make "$suite" "$root" >&2 || fail "debootstrap $suite failed"
  echo "$suite" >"$made"
fi
[[ $(<"$made") == "$suite" ]] || fail "$root holds another suite: $(<"$made")"

rm -rf "$root/tandem"
git clone -q "$home" "$root/tandem"
cp /etc/resolv.conf "$root/etc/resolv.conf"
# What this machine trusts beyond Debian, such as a network's own proxy, has to be trusted there, too.
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
trusted=/etc/ssl/certs/java/cacerts
[[ ! -f $trusted ]] || cp "$trusted" "$root/tandem-cacerts"

# Namespaces of its own, so that nothing stays mounted or running however this ends. The shell stays the first process
# there (hence its exit): the kernel withholds signals from the first, and make waits for the one that is to end it.
exec unshare --mount --fork --pid --kill-child bash -euo pipefail -c '
  mount -t proc proc "$1/proc"
  mount --rbind /dev "$1/dev"
  exec chroot "$1" env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    bash -c "cd /tandem && scripts/setup.sh && { [[ ! -f /tandem-cacerts ]] || cp /tandem-cacerts /etc/ssl/certs/java/cacerts; } && $2; exit"' try-on "$root" "$command" </dev/null
