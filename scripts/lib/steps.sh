# What scripts/run and scripts/test share: steps with a title and a time, and the compilers they need.
# Sourced, not run.

# shellcheck source=scripts/lib/say.sh
. "$root/scripts/lib/say.sh"

# Rustup's toolchain, not the system's, which is for the SBF build.
PATH=${CARGO_HOME:-$HOME/.cargo}/bin:$PATH

steps_started=$SECONDS
step_number=0

# step TITLE COMMAND...: runs a command under a title, and says how long it took.
step() {
  local title=$1 started=$SECONDS
  shift
  step_number=$((step_number + 1))
  say ""
  say "[$step_number/$steps] $title"
  "$@" || die "$title failed: $*"
  say "[$step_number/$steps] $title: $((SECONDS - started)) s"
}

require_rust() {
  command -v cargo >/dev/null || die "Rust is not installed; get it from https://rustup.rs"
}

require_node() {
  command -v npm >/dev/null || die "Node.js 20 or later is not installed (on Debian: apt-get install nodejs npm)"
}

# The off-chain workspace has its own lockfile; see app/Cargo.toml.
app_cargo() {
  local command=$1
  shift
  cargo "$command" --manifest-path "$root/app/Cargo.toml" --locked "$@"
}
