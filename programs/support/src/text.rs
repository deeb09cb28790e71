//! Short texts in fixed room.

/// `text` padded with zeros to `N` bytes. `None` when it is longer, or contains a zero or other
/// control byte, which would make two different texts look alike.
pub fn padded<const N: usize>(text: &str) -> Option<[u8; N]> {
    let bytes = text.as_bytes();
    if bytes.len() > N || bytes.iter().any(|b| *b < 0x20 || *b == 0x7f) {
        return None;
    }
    let mut out = [0; N];
    out[..bytes.len()].copy_from_slice(bytes);
    Some(out)
}

/// The text in padded room: what precedes the zeros.
pub fn trimmed(padded: &[u8]) -> &[u8] {
    let end = padded.iter().rposition(|b| *b != 0).map_or(0, |i| i + 1);
    &padded[..end]
}

/// Whether `slug` is 1–32 bytes of `a-z`, `0-9` and `-`.
pub fn is_slug(slug: &str) -> bool {
    matches!(slug.len(), 1..=32) && slug.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_round_trips_and_refuses_what_does_not_fit() {
        assert_eq!(padded::<4>("ab"), Some(*b"ab\0\0"));
        assert_eq!(trimmed(&padded::<4>("ab").unwrap()), b"ab");
        assert_eq!(padded::<4>("abcd"), Some(*b"abcd"));
        assert_eq!(padded::<4>("abcde"), None);
        assert_eq!(padded::<4>("a\0b"), None);
        assert_eq!(trimmed(&[0; 3]), b"");
    }

    #[test]
    fn slugs() {
        assert!(is_slug("a-1"));
        for bad in ["", "A", "a b", "ä", "a_b", &"x".repeat(33)] {
            assert!(!is_slug(bad), "{bad}");
        }
    }
}
