#!/usr/bin/env bash
# Installs the Debian packages that Tandem needs, and nothing when they are there.
#
#   scripts/setup.sh [--optional]      --optional installs the optional ones as well
#
# Exit status: 0 all there; 1 still not there after installing; 2 no rights to install, the command to type was shown.
set -euo pipefail

# The one list: package|need|probe (a command, or a file by its absolute path)|least version|purpose
packages='default-jdk-headless|required|javac|17|compiles and runs Tandem
maven|required|mvn|3.8|builds the modules, fetches the Java and Scala libraries
verilator|required|verilator|5|turns the RTL into C++ for simulation
verilator|optional|/usr/share/verilator/include/gtkwave/fstapi.c||reads and writes FST waveforms, as long as Verilator brings it
g++|required|g++||compiles the simulation and the bridge to it
make|required|make||the verbs of the Makefile, and the builds of Verilator
libfontconfig1|required|/usr/lib/*/libfontconfig.so.1||draws pictures as bitmaps; newer JDKs only recommend it
libharfbuzz0b|required|/usr/lib/*/libharfbuzz.so.0||the same
zlib1g-dev|required|/usr/include/zlib.h||compresses FST waveforms
yosys|required|yosys||synthesis gate for the generated Verilog
iverilog|required|iverilog||a second reader for the generated Verilog
gtkwave|optional|gtkwave||shows waveforms on the screen'

# find_tool PROBE: prints where it is, or fails. JAVA_HOME wins over PATH because it does so for Maven and the launcher.
find_tool() {
  case $1 in
    /*) compgen -G "$1" ;;
    javac) type -P "${JAVA_HOME:+$JAVA_HOME/bin/}javac" ;;
    *) type -P "$1" ;;
  esac
}

# Asking Java or Maven for their version starts a JVM, too slow for a check before every run, so look at their files first.
version_of_jdk() {
  local release
  release=$(dirname "$(dirname "$(readlink -f "$1")")")/release
  grep -s '^JAVA_VERSION=' "$release" || "$1" -version 2>&1
}

version_of_maven() {
  local home
  home=$(dirname "$(dirname "$(readlink -f "$1")")")
  compgen -G "$home/lib/maven-core-[0-9]*.[0-9]*.[0-9]*.jar" | sed 's|.*/||' || version_of_package maven || "$1" -v
}

version_of_package() { dpkg-query -W -f '${source:Upstream-Version}\n' "$1" 2>/dev/null; }

# version_of PACKAGE PATH: prints its version, or nothing when it cannot be told.
version_of() {
  case $1 in
    *-jdk-headless) version_of_jdk "$2" ;;
    maven) version_of_maven "$2" ;;
    yosys | iverilog) "$2" -V ;;
    g++) "$2" -dumpfullversion ;;
    make | verilator) [[ ! -x $2 ]] || "$2" --version ;;
    *) version_of_package "$1" ;;
  esac 2>&1 </dev/null | grep -Eo '[0-9]+(\.[0-9]+)*' -m 1 | head -n 1 || true
}

at_least() { [[ $(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1) == "$1" ]]; }

# check PACKAGE PROBE LEAST: sets `state` to ok, missing or too old.
check() {
  local tool
  state=missing
  tool=$(find_tool "$2") || return 0
  state=ok
  if [[ -n $3 ]] && ! at_least "$3" "$(version_of "$1" "$tool")"; then state='too old'; fi
}

# lacking NEED: prints the packages of that need (a pattern) that are missing or too old.
lacking() {
  local package need probe least _ state
  while IFS='|' read -r package need probe least _; do
    # shellcheck disable=SC2053  # a pattern on purpose
    [[ $need == $1 ]] || continue
    check "$package" "$probe" "$least"
    [[ $state == ok ]] || printf '%s\n' "$package"
  done <<<"$packages"
}

# in_distribution PACKAGE...: their names here. The distribution's default JDK may be older than needed, then the oldest
# of its others that will do takes its place.
in_distribution() {
  local package default
  for package; do
    if [[ $package == default-jdk-headless ]]; then
      default=$(apt-cache show --no-all-versions "$package" 2>/dev/null | sed -nE 's/^Version: ([0-9]+:)?1\.([0-9]+).*/\2/p')
      if [[ -n $default ]] && ((default < 17)); then
        package=$(apt-cache pkgnames openjdk- | sed -nE 's/^openjdk-([0-9]+)-jdk-headless$/\1/p' |
          sort -n | awk '$1 >= 17 { print "openjdk-" $1 "-jdk-headless"; exit }')
      fi
    fi
    echo "${package:-default-jdk-headless}"
  done
}

# install_line PACKAGE...: the one command that installs them, for the user to type.
install_line() {
  local names line
  mapfile -t names < <(in_distribution "$@")
  line="apt-get update && apt-get install -y --no-install-recommends ${names[*]}"
  if ((EUID == 0)); then echo "$line"
  elif type -P sudo >/dev/null; then echo "sudo sh -c '$line'"
  else echo "su -c '$line'"
  fi
}

install() {
  local as_root=() names
  ((EUID == 0)) || as_root=(sudo -n)
  # Old package lists may still do, so a failing update alone is no reason to stop.
  "${as_root[@]}" apt-get update -q || echo "setup: apt-get update failed, trying with the package lists at hand" >&2
  mapfile -t names < <(in_distribution "$@") # after the update, which may have brought the lists
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${names[@]}"
}

main() {
  local need=required missing
  case ${1:-} in
    '') ;;
    --optional) need='*' ;;
    *) echo "usage: scripts/setup.sh [--optional]" >&2 && return 1 ;;
  esac
  mapfile -t missing < <(lacking "$need")
  ((${#missing[@]} > 0)) || return 0

  echo "setup: missing or too old: ${missing[*]}" >&2
  if ! type -P apt-get >/dev/null; then
    echo "setup: there is no apt-get here; install by hand what these Debian packages hold" >&2
    return 2
  fi
  if ((EUID != 0)) && ! sudo -n true 2>/dev/null; then
    echo "setup: no rights to install them; type this:" >&2
    install_line "${missing[@]}"
    return 2
  fi
  install "${missing[@]}" </dev/null >&2 || return 1

  hash -r
  mapfile -t missing < <(lacking "$need")
  ((${#missing[@]} > 0)) || return 0
  echo "setup: installed, but still missing or too old: ${missing[*]}; ./tandem doctor shows what was found" >&2
  return 1
}

# doctor.sh reads this file for the list and the checks.
if [[ ${BASH_SOURCE[0]} == "$0" ]]; then main "$@"; fi
