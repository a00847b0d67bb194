//! Encrypts and authenticates cursors: AES-256-GCM-SIV (RFC 8452) with a fixed nonce.
//!
//! This construction stays safe when a nonce is reused, and equal places must give equal cursors. The library derives
//! two keys from secret and nonce for every message, which costs more than sealing a cursor; here they are derived
//! once. The library still opens what is sealed here, and a test compares both byte by byte.

use aes::Aes256;
use aes::cipher::{Block, BlockEncrypt};
use aes_gcm_siv::aead::{Aead, KeyInit, Payload};
use aes_gcm_siv::{Aes256GcmSiv, Nonce};
use polyval::Polyval;
use polyval::universal_hash::UniversalHash;

const NONCE: [u8; 12] = [0; 12];

/// The keys that seal and open all cursors.
pub struct Seal {
    opener: Aes256GcmSiv,
    authentication: Polyval,
    encryption: Aes256,
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal")
    }
}

impl Seal {
    /// A seal from the server's secret.
    #[must_use]
    pub fn new(secret: &[u8; 32]) -> Self {
        // RFC 8452 §4: take half of each encrypted counter block; two halves make the first key, four the second.
        let generator = Aes256::new(secret.into());
        let mut keys = [0; 48];
        for (counter, half) in (0u32..).zip(keys.chunks_exact_mut(8)) {
            let mut block = [0; 16];
            block[..4].copy_from_slice(&counter.to_le_bytes());
            block[4..].copy_from_slice(&NONCE);
            let block = encrypted(&generator, block);
            half.copy_from_slice(&block[..8]);
        }
        let (authentication, encryption) = keys.split_at(16);
        Self {
            opener: Aes256GcmSiv::new(secret.into()),
            authentication: Polyval::new(authentication.into()),
            encryption: Aes256::new(encryption.into()),
        }
    }

    /// Seals a message for a list.
    pub(super) fn close(&self, list: &[u8; 16], message: &mut Vec<u8>) {
        let bits = |bytes: usize| (bytes as u64 * 8).to_le_bytes();
        let mut lengths = [0; 16];
        lengths[..8].copy_from_slice(&bits(list.len()));
        lengths[8..].copy_from_slice(&bits(message.len()));
        let mut sum = self.authentication.clone();
        sum.update_padded(list);
        sum.update_padded(message);
        sum.update(&[lengths.into()]);
        let mut tag: [u8; 16] = sum.finalize().into();
        // RFC 8452 adds the nonce to the sum here; the nonce is zero.
        tag[15] &= 0x7f;
        let tag = encrypted(&self.encryption, tag);

        let mut block = tag;
        block[15] |= 0x80;
        let mut counter = u32::from_le_bytes([tag[0], tag[1], tag[2], tag[3]]);
        for part in message.chunks_mut(16) {
            block[..4].copy_from_slice(&counter.to_le_bytes());
            for (byte, key) in part.iter_mut().zip(encrypted(&self.encryption, block)) {
                *byte ^= key;
            }
            counter = counter.wrapping_add(1);
        }
        message.extend_from_slice(&tag);
    }

    /// Opens a message that was sealed for this list; `None` for anything else.
    pub(super) fn open(&self, list: &[u8; 16], sealed: &[u8]) -> Option<Vec<u8>> {
        self.opener.decrypt(Nonce::from_slice(&NONCE), Payload { msg: sealed, aad: list }).ok()
    }
}

fn encrypted(cipher: &Aes256, block: [u8; 16]) -> [u8; 16] {
    let mut block: Block<Aes256> = block.into();
    cipher.encrypt_block(&mut block);
    block.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sealing_equals_the_library() {
        for length in [0, 1, 15, 16, 17, 48, 200, 1_000] {
            let secret: [u8; 32] = std::array::from_fn(|at| (at * 7 + length) as u8);
            let list: [u8; 16] = std::array::from_fn(|at| (at * 11 + 3) as u8);
            let plain: Vec<u8> = (0..length).map(|at| (at * 5 + 1) as u8).collect();
            let seal = Seal::new(&secret);
            let mut sealed = plain.clone();
            seal.close(&list, &mut sealed);
            let payload = Payload { msg: &plain, aad: &list };
            let expected = Aes256GcmSiv::new((&secret).into()).encrypt(Nonce::from_slice(&NONCE), payload);
            assert_eq!(sealed, expected.expect("it seals"), "{length} bytes");
            assert_eq!(seal.open(&list, &sealed), Some(plain));
            assert_eq!(seal.open(&[9; 16], &sealed), None);
        }
    }
}
