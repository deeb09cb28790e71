# Helpers of `build-programs` and `test-linker`: Debian's compiler, LLVM and the project's linker.
# Sourced by bash scripts that set `root` to the repository.

# The compiler that has both a BPF backend and the standard library's source.
sbf_rustc=/usr/bin/rustc
sbf_cargo=/usr/bin/cargo
# Major versions of LLVM that `sbf-linker` has a feature for.
sbf_llvm_supported="22"

sbf_linker_dir=$root/scripts/sbf-linker
sbf_linker_target=$root/target/sbf-linker
# Programs and builtins share it, and with it the compiled standard library.
sbf_target=$root/target/sbf

# shellcheck source=scripts/lib/packages.sh
. "$root/scripts/lib/packages.sh"

# Installs compiler and LLVM; sets `llvm_major` and `llvm_prefix`.
ensure_compiler() {
  command -v apt-get >/dev/null || command -v "$sbf_rustc" >/dev/null ||
    die "no cargo build-sbf, and no Debian to install a compiler on: install the Solana toolchain"
  if command -v apt-get >/dev/null; then install_packages rustc-web cargo-web rust-web-src; fi
  llvm_major=$("$sbf_rustc" -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
  case " $sbf_llvm_supported " in
    *" $llvm_major "*) ;;
    *) die "$sbf_rustc uses LLVM ${llvm_major:-of unknown version}, and scripts/sbf-linker supports only: $sbf_llvm_supported." \
         "Add a feature llvm-$llvm_major to its Cargo.toml, or install the Solana toolchain (cargo build-sbf)." ;;
  esac
  if command -v apt-get >/dev/null; then
    install_packages "llvm-$llvm_major-dev" "libpolly-$llvm_major-dev" libzstd-dev zlib1g-dev
  fi
  llvm_prefix=/usr/lib/llvm-$llvm_major
}

# Runs cargo in the linker's workspace, against the LLVM found by `ensure_compiler`.
linker_cargo() (
  cd "$sbf_linker_dir"
  local command=$1
  shift
  # llvm-sys names its variable by the version of its API: 221 for LLVM 22.1.
  export "LLVM_SYS_${llvm_major}1_PREFIX=$llvm_prefix" LLVM_PREFIX=$llvm_prefix
  export RUSTFLAGS="-L native=$llvm_prefix/lib -C link-arg=-Wl,-rpath,$llvm_prefix/lib"
  export CARGO_TARGET_DIR=$sbf_linker_target
  cargo "$command" --locked --release --no-default-features --features "llvm-$llvm_major" "$@"
)

# Builds the linker; sets `sbf_linker` and `sbf_linker_version`, which changes with its source.
ensure_linker() {
  linker_cargo build --quiet -p sbf-linker || die "the linker does not build"
  sbf_linker=$sbf_linker_target/release/sbf-linker
  sbf_linker_version=$(cd "$sbf_linker_dir" && cat Cargo.lock bpfel-solana.json $(find src builtins -type f | LC_ALL=C sort) |
    cat - "$root/scripts/lib/sbf.sh" | sha256sum | cut -c 1-16)
}

# Runs Debian's cargo for programs: no unwinding, and no panic messages, which would need writable
# statics. `os` is `zkvm` in the target file, as the only bare system that std compiles for; crates
# pick their on-chain code by `target_os = "solana"`. The architecture `xtensa` is one whose
# alignment std's allocator knows.
sbf_cargo() {
  local flags=(
    -Zunstable-options -C panic=immediate-abort -C relocation-model=static
    --cfg 'target_os="solana"' --cfg 'target_arch="xtensa"' -A explicit_builtin_cfgs_in_flags
    --check-cfg 'cfg(target_os,values("solana"))'
    # No path of this machine in the program, and the same bytes from any directory.
    "--remap-path-prefix=$root=/civitas" "--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo"
  )
  local encoded
  encoded=$(printf '\x1f%s' "${flags[@]}")
  # __CARGO_DEFAULT_LIB_METADATA: hash file names, so that a library built with and without an
  # entrypoint is two files.
  env -u RUSTFLAGS -u RUSTC_WRAPPER -u RUSTUP_TOOLCHAIN CARGO_ENCODED_RUSTFLAGS="${encoded:1}" \
    __CARGO_DEFAULT_LIB_METADATA=sbf \
    RUSTC="$sbf_rustc" RUSTC_BOOTSTRAP=1 RUSTC_BOOTSTRAP_SYNTHETIC_TARGET=1 \
    CARGO_PROFILE_RELEASE_PANIC=immediate-abort CARGO_PROFILE_RELEASE_LTO=fat \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=1 CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS=true \
    CARGO_TARGET_BPFEL_SOLANA_LINKER="$sbf_linker" \
    "$sbf_cargo" "$@"
}
sbf_cargo_flags=(
  --release --lib --target "$sbf_linker_dir/bpfel-solana.json" --target-dir "$sbf_target"
  -Z json-target-spec -Z panic-immediate-abort -Z build-std=core,alloc,std
)

# Builds the functions LLVM expects of any target; sets and exports `SBF_BUILTINS` for the linker.
ensure_builtins() {
  local message
  message=$(sbf_cargo build --quiet --locked --manifest-path "$sbf_linker_dir/builtins/Cargo.toml" \
    "${sbf_cargo_flags[@]}" -p solana-compiler-builtins --message-format json) || die "the builtins do not build"
  SBF_BUILTINS=$(grep -o "[^\"]*/libsolana_compiler_builtins[^\"]*\.rlib" <<<"$message" | head -n 1)
  [ -f "$SBF_BUILTINS" ] || die "cargo names no library of the builtins"
  export SBF_BUILTINS
}

# Fails unless a shared object has the symbol that the runtime starts at.
check_entrypoint() {
  local symbols
  # Read whole before it is searched: a reader that stops early would break the pipe.
  symbols=$("$llvm_prefix/bin/llvm-readelf" --dyn-syms "$1" 2>/dev/null) || true
  grep -qw entrypoint <<<"$symbols" ||
    die "$2 has no entrypoint: is a feature such as no-entrypoint on by default?"
}
