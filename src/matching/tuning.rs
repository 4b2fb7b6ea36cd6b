//! The weights and thresholds, each with the reason for its value.
//!
//! All were first set by reasoning, then moved a few at a time as long as more titles were read right and fewer wrong: on
//! labeled titles of IT, of a hospital, on a thousand occupations, and on these with a part of their names held back. Most
//! lie on a plateau: a tenth more or less changes nothing.
//!
//! To change one, edit its number in `Default` and run `cargo test --test integration matching`: its tables show which
//! titles are read differently, and its `measures` whether fewer are read right.
//!
//! # What a score means
//!
//! For each tenth of the score, the share of the best candidates that is right, on the development titles (471 for 16
//! roles, 862 for 1,016 occupations; titles that name no role count as wrong):
//!
//! | score | .2 | .3 | .4 | .5 | .6 | .7 | .8 | .9 to 1 |
//! |---|---|---|---|---|---|---|---|---|
//! | 16 roles | .00 | .52 | .73 | .56 | .98 | 1.00 | 1.00 | 1.00 |
//! | 1,016 occupations | .08 | .20 | .22 | .25 | .38 | .73 | .70 | .96 |
//!
//! The thresholds follow from it: `confident` lies where the first line jumps from half right to nearly all right, and
//! `ambiguous` where asking begins to be worth it. In a large knowledge, where the second line holds, an answer also has to
//! be further ahead of the runner-up (`gap_of_many`).

use super::lexicon::WordKind;

/// All settings of matching.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Tuning {
    pub(super) thresholds: Thresholds,
    pub(super) weights: Weights,
}

/// Where a verdict begins. Scores run from 0 to 1.
///
/// With 16 roles, 99 of 100 best candidates that score 0.6 or more are right, and about 65 between 0.4 and 0.6. With 1,000
/// occupations the same score is worth less: 7 of 10 between 0.7 and 0.9, and 96 of 100 above. A name with one slip in it
/// is always confident.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// Minimum score of a confident answer. At 0.58, titles of neighboring fields begin to be taken for roles; every 0.02
    /// above 0.6 costs one to three right answers of a hundred.
    pub confident: f32,
    /// Minimum distance to the runner-up. Below this, the order of two candidates is chance.
    pub gap: f32,
    /// Minimum score worth asking about: below, one of three is right.
    pub ambiguous: f32,
    /// Minimum score worth showing under "Closest matches".
    pub near: f32,
}

/// What the parts of a title weigh, relative to a word that says which job it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weights {
    /// A mark of much experience, such as "senior". At half of this, "Senior DevOps Engineer" is still read right, but
    /// senior and plain engineer come too close to tell apart.
    pub(super) senior: f32,
    /// A mark of little experience, such as "junior". Hardly any knowledge has such a role; more would only hide the
    /// job behind it.
    pub(super) junior: f32,
    /// A grade, such as "II". It names no job. Not 0, so that "Technician II" is found exactly where the knowledge has
    /// it.
    pub(super) grade: f32,
    /// A support level, such as "tier 2". It alone says which support is meant, more than any other word of such a
    /// title.
    pub(super) level: f32,
    /// A head word that leads people, such as "manager". It changes the job, but many roles share it.
    pub(super) manage: f32,
    /// A head word that says little, such as "specialist". With more weight, every specialist is near to every other.
    pub(super) generic: f32,
    /// A head word that says much, such as "architect": nearly as much as the field.
    pub(super) person: f32,
    /// Share of its weight that a word keeps if every role has it. At 0, a role that is named by frequent words only is never
    /// found; above 0.35, frequent words decide too often.
    pub(super) ubiquitous: f32,
    /// Share of its weight that a word loses if most occupations have it in their titles, such as "general".
    pub(super) cross_field: f32,
    /// Similarity of words of one family, such as "design" and "designer". Any higher and "script writer" is scripting.
    pub(super) family: f32,
    /// Similarity of synonyms, such as "director" and "manager".
    pub(super) synonym: f32,
    /// Similarity of two words for a rank, if the knowledge has both: it tells a director from a manager. At 0.8, a
    /// principal administrator is no senior one any more.
    pub(super) other_rank: f32,
    /// Similarity of synonyms that are generic head words. Any higher and "Patient Service Representative" is a
    /// "Patient Service Technician".
    pub(super) generic_synonym: f32,
    /// Similarity of a word with one slip: "enginer" nearly always means "engineer".
    pub(super) slip: f32,
    /// Multiplier for it if the typed word is everyday English: "manger" is hardly ever meant, but "sever" may be.
    pub(super) everyday_slip: f32,
    /// Similarity of a word with two slips: "corset" is two slips from "carpet".
    pub(super) two_slips: f32,
    /// Similarity of a prefix to the full word ("infrastr" → "infrastructure").
    pub(super) prefix: f32,
    /// Multiplier for a level at the end of a title: "Programmer (level 2)" is a grade more often than a line of
    /// support.
    pub(super) last_level: f32,
    /// Cost of a word of the name that was not typed. Higher than that of an extra word: people leave out less than
    /// they add.
    pub(super) missing: f32,
    /// Multiplier for it if the word marks experience: a senior does not leave that out.
    pub(super) missing_senior: f32,
    /// Multiplier for it if the word is a head word: "technical" alone is no "technical architect".
    pub(super) missing_head: f32,
    /// Added to the multiplier for a word that all names of the role have.
    pub(super) missing_key: f32,
    /// Cost of a typed mark of experience that the name does not have. Low: the knowledge may have no such role.
    pub(super) extra_senior: f32,
    /// The same for a level.
    pub(super) extra_level: f32,
    /// The same for a generic head word.
    pub(super) extra_generic: f32,
    /// The same for "manager": an IT manager is no IT technician.
    pub(super) extra_manage: f32,
    /// The same for a head word that says much.
    pub(super) extra_head: f32,
    /// Multiplier for it if the name has no head word at all: a "DevOps engineer" does "DevOps".
    pub(super) extra_no_head: f32,
    /// The same for a word that other roles have: one of those may be meant.
    pub(super) extra_known: f32,
    /// The same for a word that no list has: "Linux" only says what the administrator administers. At 0.46, one title of
    /// two hundred more is asked about on the small sets.
    pub(super) extra_jargon: f32,
    /// The same for an everyday word that no title has.
    pub(super) extra_everyday: f32,
    /// Added to these costs as far as the word belongs to other fields of work: "Pharmacy Technician", "Property
    /// Developer".
    pub(super) extra_off_field: f32,
    /// Added to the minimum score worth asking about if such a word comes first: "Safety consultant" is none of ours,
    /// and asking which consultant is meant would be silly.
    pub(super) ask_off_field: f32,
    /// Multiplier for the costs above if another name of the same role contains the word.
    pub(super) extra_own: f32,
    /// Multiplier for the costs above if no typed word is a head: "design is my passion" does not look like a title.
    pub(super) headless_query: f32,
    /// Multiplier for the score if each side has a head word that the other lacks.
    pub(super) head_conflict: f32,
    /// Multiplier for the score if a manager was typed and the name has none: a manager of engineers is no engineer.
    pub(super) head_not_manager: f32,
    /// Multiplier for the score if one side is senior and the other junior, or the support levels differ.
    pub(super) seniority_conflict: f32,
    /// Share of the score that words in another order lose: just enough to put the same order first.
    pub(super) order: f32,
    /// Share of the distance to 1 that a role regains if its other names have every typed word.
    pub(super) role_coverage: f32,
    /// How much the number of names with a word counts for that: 0 not at all, 1 in proportion.
    pub(super) role_coverage_power: f32,
    /// Share of the distance to 1 that a role regains if its second and third best names are as near as its best.
    pub(super) alias_support: f32,
    /// Share of a role's own words in what counts as its field. The rest is that of the whole knowledge: the few words
    /// of one role may lie far off, as "design" does.
    pub(super) own_field: f32,
    /// Share of the similarity by letters in the score, in a language without word lists. On MELO, German, Spanish and
    /// French all rise up to 0.7 and stay level to 0.9.
    pub(super) letters: f32,
    /// Multiplier for the cost of an extra field word in the tail of a title: a department or a product ("Security
    /// Engineer - Email") changes the job less than a word in front of it.
    pub(super) tail: f32,
    /// Added to the minimum gap as the knowledge gets crowded: the right name is often missing there although similar ones
    /// exist. A gap of 0.2 on 10,000 names halves the wrong answers (.052 to .024) and costs few right ones (.604 to .587).
    pub(super) gap_of_many: f32,
    /// Added to the minimum score of a confident answer there.
    pub(super) confident_of_many: f32,
    /// Added to it as well if the head word differs: "Jig Builder" is no "Jig Maker".
    pub(super) head_changed_of_many: f32,
}

impl Weights {
    /// What a word of this kind weighs.
    pub(super) fn of(&self, kind: WordKind) -> f32 {
        match kind {
            WordKind::Field => 1.0,
            WordKind::Senior => self.senior,
            WordKind::Junior => self.junior,
            WordKind::Grade => self.grade,
            WordKind::Level => self.level,
            WordKind::Manage => self.manage,
            WordKind::Generic => self.generic,
            WordKind::Person => self.person,
        }
    }
}

impl Default for Thresholds {
    fn default() -> Thresholds {
        Thresholds { confident: 0.60, gap: 0.04, ambiguous: 0.35, near: 0.2 }
    }
}

impl Default for Weights {
    fn default() -> Weights {
        Weights {
            senior: 0.8,
            junior: 0.2,
            grade: 0.02,
            level: 1.6,
            manage: 0.84,
            generic: 0.48,
            person: 0.9,
            ubiquitous: 0.32,
            cross_field: 0.25,
            family: 0.6,
            synonym: 0.93,
            other_rank: 0.83,
            generic_synonym: 0.324,
            slip: 0.98,
            everyday_slip: 0.8,
            two_slips: 0.68,
            prefix: 0.9,
            last_level: 0.1,
            missing: 1.1,
            missing_senior: 3.2,
            missing_head: 1.16,
            missing_key: 0.24,
            extra_senior: 0.5,
            extra_level: 0.08,
            extra_generic: 1.0,
            extra_manage: 1.25,
            extra_head: 1.45,
            extra_no_head: 0.4,
            extra_known: 0.73,
            extra_jargon: 0.43,
            extra_everyday: 0.54,
            extra_off_field: 0.64,
            ask_off_field: 0.15,
            extra_own: 0.22,
            headless_query: 2.1,
            head_conflict: 0.36,
            head_not_manager: 0.5,
            seniority_conflict: 0.47,
            order: 0.03,
            role_coverage: 0.26,
            role_coverage_power: 0.282,
            alias_support: 0.424,
            own_field: 0.4,
            letters: 0.75,
            tail: 0.6,
            gap_of_many: 0.21,
            confident_of_many: 0.06,
            head_changed_of_many: 0.1,
        }
    }
}
