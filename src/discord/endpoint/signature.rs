//! Checks that a request comes from Discord: an Ed25519 signature over the timestamp and the raw body.
//!
//! Source: <https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint-validating-security-request-headers>

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ed25519_dalek::{Signature, VerifyingKey};
use thiserror::Error;

/// Number of digits of a timestamp at most: seconds since 1970 have 10.
const MAX_TIMESTAMP_DIGITS: usize = 12;

/// The public key of the application.
#[derive(Debug, Clone)]
pub struct PublicKey(VerifyingKey);

/// Why a text is no public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PublicKeyError {
    /// It is not written as one.
    #[error(
        "a public key has 64 hexadecimal digits; copy it from https://discord.com/developers/applications, your \
         application, General Information, Public Key"
    )]
    NotHexadecimal,
    /// There is no such key, or everybody could sign for it.
    #[error(
        "this is no valid Ed25519 key; copy it again from https://discord.com/developers/applications, your \
         application, General Information, Public Key"
    )]
    NotAKey,
}

impl PublicKey {
    /// Reads 64 hexadecimal digits; surrounding whitespace is ignored.
    ///
    /// # Errors
    ///
    /// The text is not written as a key, or is none that a signature could be trusted for.
    pub fn parse(text: &str) -> Result<PublicKey, PublicKeyError> {
        let bytes = from_hexadecimal::<32>(text.trim().as_bytes()).ok_or(PublicKeyError::NotHexadecimal)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| PublicKeyError::NotAKey)?;
        if key.is_weak() { Err(PublicKeyError::NotAKey) } else { Ok(PublicKey(key)) }
    }

    /// Whether this is Discord's signature of a request that it sent at most `tolerance` before or after now.
    ///
    /// `signature` and `timestamp` are the headers `X-Signature-Ed25519` and `X-Signature-Timestamp`.
    pub fn is_signed(
        &self,
        signature: &[u8],
        timestamp: &[u8],
        body: &[u8],
        now: SystemTime,
        tolerance: Duration,
    ) -> bool {
        let Some(signature) = from_hexadecimal::<64>(signature) else { return false };
        if !is_recent(timestamp, now, tolerance) {
            return false;
        }
        let signed = [timestamp, body].concat();
        self.0.verify_strict(&signed, &Signature::from_bytes(&signature)).is_ok()
    }
}

/// Whether a timestamp in seconds since 1970 is at most `tolerance` from now.
fn is_recent(timestamp: &[u8], now: SystemTime, tolerance: Duration) -> bool {
    if timestamp.len() > MAX_TIMESTAMP_DIGITS || !timestamp.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let Some(seconds) = str::from_utf8(timestamp).ok().and_then(|digits| digits.parse::<u64>().ok()) else {
        return false;
    };
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    now.abs_diff(seconds) <= tolerance.as_secs()
}

/// Exactly `N` bytes, as two hexadecimal digits each.
fn from_hexadecimal<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    if text.len() != 2 * N {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
        let [high, low] = pair else { return None };
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::{Signer as _, SigningKey};

    use super::*;

    const NOW: u64 = 1_700_000_000;

    fn now() -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(NOW)
    }

    fn hexadecimal(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether a request with this timestamp is believed, signed by the right key.
    fn believes(timestamp: &str) -> bool {
        let signing = SigningKey::from_bytes(&[7; 32]);
        let key = PublicKey::parse(&hexadecimal(signing.verifying_key().as_bytes())).unwrap();
        let signature = hexadecimal(&signing.sign(format!("{timestamp}body").as_bytes()).to_bytes());
        key.is_signed(signature.as_bytes(), timestamp.as_bytes(), b"body", now(), Duration::from_secs(300))
    }

    #[test]
    fn a_key_is_checked_strictly() {
        let good = hexadecimal(SigningKey::from_bytes(&[7; 32]).verifying_key().as_bytes());
        assert!(PublicKey::parse(&good).is_ok());
        assert!(PublicKey::parse(&format!(" {}\n", good.to_uppercase())).is_ok());
        let short = &good[1..];
        for text in ["", "x", short, &format!("{good}0"), &good.replace(&good[..1], "g"), &format!("0x{}", &good[2..])]
        {
            assert_eq!(PublicKey::parse(text).unwrap_err(), PublicKeyError::NotHexadecimal, "{text:?}");
        }
        // The identity, for which anybody can sign; a point of small order; and no point of the curve at all.
        let identity = format!("01{}", "0".repeat(62));
        let low_order = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05";
        let no_point = format!("02{}", "0".repeat(62));
        for text in [identity.as_str(), &"0".repeat(64), low_order, &no_point] {
            assert_eq!(PublicKey::parse(text).unwrap_err(), PublicKeyError::NotAKey, "{text:?}");
        }
    }

    #[test]
    fn a_timestamp_is_at_most_five_minutes_off() {
        assert!([NOW, NOW - 300, NOW + 300].iter().all(|seconds| believes(&seconds.to_string())));
        for timestamp in [NOW - 301, NOW + 301, 0, u64::MAX].map(|seconds| seconds.to_string()) {
            assert!(!believes(&timestamp), "{timestamp}");
        }
        for timestamp in ["", "+1700000000", "-1", "1700000000.0", " 1700000000", "17e8", "٣"] {
            assert!(!believes(timestamp), "{timestamp:?}");
        }
    }

    #[test]
    fn only_the_right_signature_counts() {
        let signing = SigningKey::from_bytes(&[7; 32]);
        let key = PublicKey::parse(&hexadecimal(signing.verifying_key().as_bytes())).unwrap();
        let timestamp = NOW.to_string();
        let sign = |key: &SigningKey, text: &str| hexadecimal(&key.sign(text.as_bytes()).to_bytes());
        let check = |signature: &str, body: &str| {
            let tolerance = Duration::from_secs(300);
            key.is_signed(signature.as_bytes(), timestamp.as_bytes(), body.as_bytes(), now(), tolerance)
        };
        let good = sign(&signing, &format!("{timestamp}body"));
        assert!(check(&good, "body") && check(&good.to_uppercase(), "body"));
        assert!(!check(&good, "body "));
        assert!(!check(&sign(&signing, "body"), "body"), "the timestamp is signed too");
        assert!(!check(&sign(&SigningKey::from_bytes(&[8; 32]), &format!("{timestamp}body")), "body"));
        for garbled in ["", "zz", &good[2..], &format!("{good}00"), &good.replace(&good[..1], "é"), &"0".repeat(128)] {
            assert!(!check(garbled, "body"), "{garbled:?}");
        }
    }
}
