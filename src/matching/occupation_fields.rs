//! Measures whether a word belongs to the same field of work as a role.
//!
//! "Landscape" or "pharmacy" beside a word of the knowledge is strong evidence that another job is meant, while "Linux" is
//! not. The shares come from `fields.txt` of each language, which names its source.

/// Number of fields that the letters of the file tell apart: `A` to `Z`, then `a` to `h`.
const FIELDS: usize = 34;

/// Maximum number of fields that are kept per word. The file has no share below a twelfth.
const MAX_PARTS: usize = 6;

/// The fields of work that a word occurs in, with shares in ninths.
#[derive(Debug, Clone, Copy)]
pub(super) struct OccupationFields([(u8, u8); MAX_PARTS]);

impl OccupationFields {
    /// Parses "J3X6". Skips what cannot be parsed.
    pub(super) fn parse(letters: &str) -> OccupationFields {
        let mut parts = [(0, 0); MAX_PARTS];
        for (part, pair) in parts.iter_mut().zip(letters.as_bytes().as_chunks::<2>().0) {
            let field = match pair[0] {
                letter @ b'A'..=b'Z' => letter - b'A',
                letter @ b'a'..=b'h' => letter - b'a' + 26,
                _ => continue,
            };
            *part = (field, pair[1].saturating_sub(b'0'));
        }
        OccupationFields(parts)
    }

    fn shares(&self) -> impl Iterator<Item = (usize, f32)> {
        let total: f32 = self.0.iter().map(|(_, ninths)| f32::from(*ninths)).sum();
        self.0.iter().map(move |(field, ninths)| (usize::from(*field), f32::from(*ninths) / total.max(1.0)))
    }
}

/// The fields of work of a set of names.
#[derive(Debug, Clone)]
pub(super) struct FieldProfile([f32; FIELDS]);

impl FieldProfile {
    /// An empty profile.
    pub(super) fn empty() -> FieldProfile {
        FieldProfile([0.0; FIELDS])
    }

    /// Adds a word.
    pub(super) fn add(&mut self, fields: &OccupationFields, weight: f32) {
        for (field, share) in fields.shares() {
            self.0[field] += weight * share;
        }
    }

    /// Adds another profile, unless it is empty.
    pub(super) fn add_profile(&mut self, other: &FieldProfile, weight: f32) {
        let total: f32 = other.0.iter().sum();
        if total > 0.0 {
            for (mine, others) in self.0.iter_mut().zip(&other.0) {
                *mine += weight * others / total;
            }
        }
    }

    /// How much a word belongs to the fields of the profile, 0 to 1.
    ///
    /// The Bhattacharyya coefficient: 1 for the same shares, 0 if no field is shared.
    pub(super) fn affinity(&self, fields: &OccupationFields) -> f32 {
        let total: f32 = self.0.iter().sum();
        if total <= 0.0 {
            return 1.0;
        }
        let shares = fields.shares().filter(|(_, share)| *share > 0.0);
        shares.map(|(field, share)| (share * self.0[field] / total).sqrt()).sum::<f32>().min(1.0)
    }
}
