//! The numbers that can be turned, each with the reason for its value.
//!
//! All of them were first set by reasoning and then moved, one at a time, as long as the net of right and wrong answers
//! rose on labelled titles; a value stays round where a neighbour does as well.

use super::lexicon::Kind;

/// Everything that can be set about matching.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tuning {
    /// Where an answer becomes sure.
    pub thresholds: Thresholds,
    pub(super) weights: Weights,
}

/// Where a verdict begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// Least score that is sure of itself.
    pub confident: f32,
    /// Least distance to the runner-up. Closer than this, the order of two candidates is chance.
    pub gap: f32,
    /// Least score worth asking about.
    pub ambiguous: f32,
    /// Least score worth showing as "the nearest".
    pub near: f32,
}

/// What the parts of a title weigh.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weights {
    pub(super) senior: f32,
    pub(super) junior: f32,
    pub(super) grade: f32,
    pub(super) level: f32,
    pub(super) manage: f32,
    pub(super) generic: f32,
    pub(super) person: f32,
    pub(super) common: f32,
    pub(super) kin: f32,
    pub(super) same: f32,
    pub(super) generic_same: f32,
    pub(super) slip: f32,
    pub(super) last_level: f32,
    pub(super) extra_own: f32,
    pub(super) two_slips: f32,
    pub(super) vote: f32,
    pub(super) beginning: f32,
    pub(super) lacking: f32,
    pub(super) extra: f32,
    pub(super) extra_senior: f32,
    pub(super) extra_level: f32,
    pub(super) extra_generic: f32,
    pub(super) extra_head: f32,
    pub(super) extra_known: f32,
    pub(super) extra_jargon: f32,
    pub(super) extra_everyday: f32,
    pub(super) extra_foreign: f32,
    pub(super) lacking_senior: f32,
    pub(super) lacking_head: f32,
    pub(super) lacking_key: f32,
    pub(super) extra_manage: f32,
    pub(super) extra_headless: f32,
    pub(super) shapeless: f32,
    pub(super) conflict: f32,
    pub(super) wide: f32,
    pub(super) opposed: f32,
    pub(super) role: f32,
    pub(super) role_share: f32,
    pub(super) own_field: f32,
    pub(super) order: f32,
}

impl Weights {
    /// What a word of this kind weighs.
    pub(super) fn of(&self, kind: Kind) -> f32 {
        match kind {
            Kind::Field => 1.0,
            Kind::Senior => self.senior,
            Kind::Junior => self.junior,
            Kind::Grade => self.grade,
            Kind::Level => self.level,
            Kind::Manage => self.manage,
            Kind::Generic => self.generic,
            Kind::Person => self.person,
        }
    }
}

impl Default for Tuning {
    fn default() -> Tuning {
        Tuning { thresholds: Thresholds::default(), weights: Weights::default() }
    }
}

impl Default for Thresholds {
    fn default() -> Thresholds {
        Thresholds { confident: 0.60, gap: 0.05, ambiguous: 0.35, near: 0.2 }
    }
}

impl Default for Weights {
    fn default() -> Weights {
        Weights {
            senior: 0.78,
            junior: 0.24,
            grade: 0.01,
            level: 1.62,
            manage: 0.67,
            generic: 0.27,
            person: 0.91,
            common: 0.38,
            kin: 0.63,
            same: 0.93,
            generic_same: 0.29,
            slip: 0.98,
            last_level: 0.23,
            extra_own: 0.21,
            two_slips: 0.96,
            vote: 0.53,
            beginning: 0.95,
            lacking: 1.35,
            extra: 0.60,
            extra_senior: 0.83,
            extra_level: 0.14,
            extra_generic: 0.85,
            extra_head: 1.85,
            extra_known: 1.23,
            extra_jargon: 0.76,
            extra_everyday: 0.81,
            extra_foreign: 1.06,
            lacking_senior: 2.10,
            lacking_head: 1.45,
            lacking_key: 0.23,
            extra_manage: 2.09,
            extra_headless: 0.54,
            shapeless: 2.13,
            conflict: 0.03,
            wide: 0.25,
            opposed: 0.47,
            role: 0.30,
            role_share: 0.44,
            own_field: 0.44,
            order: 0.03,
        }
    }
}
