#!/usr/bin/env bash
# The verb `doctor`: says what is installed, what is missing and the command that installs it. Needs nothing but bash
# and Debian's base system, since it is what one runs when something else is missing.
set -euo pipefail
# shellcheck source=scripts/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

usage() {
  cat <<'END'
Usage: tandem doctor [--json FILE]
Says what is installed, what is missing and the command that installs it.
      --json FILE   writes the same for machines
  -h, --help        shows this help
Exit status is 0 only when everything required is there.
END
}

fail() { echo "tandem doctor: $1" >&2 && exit 2; }

json=
while (($# > 0)); do
  case $1 in
    -h | --help) usage && exit 0 ;;
    --json) json=${2:-} && [[ -n $json ]] || fail "--json needs a file name" && shift ;;
    *) fail "unknown option $1" ;;
  esac
  shift
done

row='%-15s %-10s %-10s %-9s %s\n'
entries=() lacking=() broken=0

# shellcheck disable=SC2059  # the format is the constant above
printf "$row" tool found needed state purpose
while IFS='|' read -r package need probe least purpose; do
  check "$package" "$probe" "$least"
  found=-
  if tool=$(find_tool "$probe"); then
    found=$(version_of "$package" "$tool")
    found=${found:-yes}
  fi
  if [[ $state != ok ]]; then
    lacking+=("$package")
    [[ $need != required ]] || broken=1
  fi
  needed=$need
  [[ $need != required ]] || needed=${least:+>= }${least:-any}
  # shellcheck disable=SC2059
  printf "$row" "${probe##*/}" "$found" "$needed" "$state" "$purpose"
  entries+=("{\"tool\":\"${probe##*/}\",\"package\":\"$package\",\"need\":\"$need\",\"found\":\"$found\",\"least\":\"$least\",\"state\":\"$state\",\"purpose\":\"$purpose\"}")
done <<<"$packages"

install=
if ((${#lacking[@]} > 0)); then
  install=$(install_line "${lacking[@]}")
  printf '\nTo install what is missing:\n  %s\n' "$install"
fi

if [[ -n $json ]]; then
  ok=true
  ((broken == 0)) || ok=false
  (IFS=, && printf '{"ok":%s,"tools":[%s],"install":"%s"}\n' "$ok" "${entries[*]}" "$install") >"$json"
fi
exit "$broken"
