//! Black-box tests of the real program binaries.
