# Shared by ./run and ./check: a Python environment in .venv and the system libraries that Qt needs.
# Says what it does, does it once, and names the command to run where it may not do it itself.

say() {
  printf '\033[1m%s\033[0m\n' "$*"
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

find_python() {
  local name
  for name in python3.12 python3.13 python3.11 python3; do
    if command -v "$name" >/dev/null 2>&1 \
      && "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
      printf '%s' "$name"
      return
    fi
  done
}

# install_packages WHY PACKAGE...: as root, or name the one command to run.
install_packages() {
  local why=$1
  shift
  command -v apt-get >/dev/null 2>&1 || fail "$why Please install: $*"
  if [ "$(id -u)" != 0 ]; then
    fail "$why Please run: sudo apt-get install -y $*"
  fi
  say "$why Installing: $*"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

prepare_environment() {
  install_environment "$@"
  # Python does not keep what it compiled everywhere; without it a start takes twice as long.
  .venv/bin/python -m compileall -qq navigator || true
}

install_environment() {
  local extra=${1:-} python stamp wanted
  stamp=.venv/installed
  wanted="$(cksum <pyproject.toml) ${extra:+[$extra]}"
  if [ -f "$stamp" ] && { [ "$(cat "$stamp")" = "$wanted" ] || [ "$(cat "$stamp")" = "$wanted[dev]" ]; }; then
    return
  fi
  python=$(find_python)
  if [ -z "$python" ]; then
    install_packages "Python 3.11, 3.12 or 3.13 is needed." python3 python3-venv
    python=$(find_python)
    [ -n "$python" ] || fail "This system has no Python 3.11, 3.12 or 3.13."
  fi
  if [ ! -x .venv/bin/pip ]; then
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
      install_packages "Python's venv module is needed." python3-venv
    fi
    say "Making the environment .venv with $("$python" --version)."
    rm -rf .venv
    "$python" -m venv .venv
  fi
  say "Installing what the program needs into .venv (this needs the network once)."
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".${extra:+[$extra]}"
  printf '%s' "$wanted" >"$stamp"
}

# The libraries that Qt's platform plugins load; found missing with ldd, so that nothing is installed twice.
prepare_display_libraries() {
  local plugins missing
  plugins=$(.venv/bin/python -c 'import PySide6, pathlib; print(pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms")')
  missing=$(ldd "$plugins"/libqxcb.so "$plugins"/libqoffscreen.so 2>/dev/null | grep 'not found' || true)
  if [ -n "$missing" ]; then
    install_packages "Qt needs system libraries that are missing." \
      libegl1 libgl1 libdbus-1-3 libfontconfig1 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 \
      libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libglib2.0-0 \
      fonts-dejavu-core
  fi
}
