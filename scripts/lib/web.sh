# The web page: its packages, its build, the browser that tests it. Sourced by scripts that set `root`.

# shellcheck source=scripts/lib/packages.sh
. "$root/scripts/lib/packages.sh"

web_dir=$root/app/web

# The packages of the lockfile, unless they are there.
web_install() {
  local installed=$web_dir/node_modules/.civitas-lock
  cmp -s "$web_dir/package-lock.json" "$installed" && return
  (cd "$web_dir" && npm ci --silent --no-audit --no-fund) || return
  cp "$web_dir/package-lock.json" "$installed"
}

# web_do SCRIPT [ARGUMENT...]: a script of app/web/package.json.
web_do() {
  (cd "$web_dir" && npm run --silent "$@")
}

# Builds the page, unless the build there is newer than everything it is made of.
web_build() {
  web_install || return
  local built=$web_dir/dist/index.html
  if [ -f "$built" ] && [ -z "$(find "$web_dir/src" "$web_dir/public" "$web_dir"/{index.html,package-lock.json,vite.config.ts} \
    "$root/app/client/sentences.json" -newer "$built" -print -quit)" ]; then
    return
  fi
  web_do build -- --logLevel warn >&2
}

web_check() {
  web_install && web_do typecheck && web_do lint && web_do test
}

# Drives Debian's Chromium; CHROMIUM names another one.
web_browser_test() {
  if [ -z "${CHROMIUM:-}" ] && ! command -v chromium >/dev/null; then
    command -v apt-get >/dev/null || die "no Chromium: install it, or name one in CHROMIUM"
    install_packages chromium
  fi
  web_build && WEB_BUILT=1 web_do test:browser
}
