//! The numbers that can be turned, each with the reason for its value.
//!
//! All were first set by reasoning, then moved a few at a time as long as more titles were read right and fewer wrong: on
//! labelled titles of IT, of a hospital, on a thousand occupations, and on these with a part of their names held back. Most
//! lie on a plateau: a tenth more or less changes nothing.
//!
//! To turn one: change its number in `Default`, then run `cargo test --test integration matching`, whose tables say which
//! titles are read otherwise and whose `measures` say whether fewer are read right.
//!
//! # What a score means
//!
//! Of the best candidates with a score in each tenth, the share that is right, on the development titles (471 for 16
//! roles, 862 for 1,016 occupations; titles that name no role count as wrong):
//!
//! | score | .2 | .3 | .4 | .5 | .6 | .7 | .8 | .9 to 1 |
//! |---|---|---|---|---|---|---|---|---|
//! | 16 roles | .00 | .52 | .73 | .56 | .98 | 1.00 | 1.00 | 1.00 |
//! | 1,016 occupations | .08 | .20 | .22 | .25 | .38 | .73 | .70 | .96 |
//!
//! The thresholds follow from it: `confident` lies where the first line jumps, between titles of which half are right and
//! titles of which nearly all are, and `ambiguous` where asking begins to be worth it.

use super::lexicon::WordKind;

/// Everything that can be set about matching.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Tuning {
    /// Where an answer becomes sure.
    pub(super) thresholds: Thresholds,
    pub(super) weights: Weights,
}

/// Where a verdict begins. Scores run from 0 to 1.
///
/// The scores mean something: with 16 roles, of the best candidates that score 0.6 or more, 99 of 100 are right, and
/// between 0.4 and 0.6 about 65. With 1,000 occupations the same score is worth less, for more comes near: seven of ten
/// between 0.7 and 0.9, 96 of 100 above. A name with one slip in it is sure whatever else is near.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// Least score that is sure of itself. At 0.58, the first near domains are taken for roles; every 0.02 above 0.6
    /// costs one to three right answers of a hundred.
    pub confident: f32,
    /// Least distance to the runner-up. Closer than this, the order of two candidates is chance.
    pub gap: f32,
    /// Least score worth asking about: below, one of three is right.
    pub ambiguous: f32,
    /// Least score worth showing as "the nearest".
    pub near: f32,
}

/// What the parts of a title weigh, in parts of the weight of a word that says which job it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weights {
    /// "Senior" in a title. At half of this, "Senior DevOps Engineer" is still read right, but senior and plain engineer
    /// come too close to tell apart.
    pub(super) senior: f32,
    /// "Junior": hardly any knowledge has such a step, so that more would only hide the job behind it.
    pub(super) junior: f32,
    /// "II": a grade names no job. Not 0, so that "Technician II" is found exactly where the knowledge has it.
    pub(super) grade: f32,
    /// "Tier 2": it alone says which support is meant, more than any other word of such a title.
    pub(super) level: f32,
    /// "Manager": changes the job, but is shared by many.
    pub(super) manage: f32,
    /// "Specialist": more, and every specialist is near to every other.
    pub(super) generic: f32,
    /// "Architect": says nearly as much as the field.
    pub(super) person: f32,
    /// Share of its weight that a word keeps which every role has. With none, a role that is named by frequent words only
    /// is never found.
    pub(super) ubiquitous: f32,
    /// Share of its weight that a word loses which most occupations have in their titles, such as "general".
    pub(super) cross_field: f32,
    /// Similarity of words of one family: "design" for "designer". Higher, "script writer" is scripting.
    pub(super) family: f32,
    /// Similarity of words that may stand for one another: "director" for "manager".
    pub(super) synonym: f32,
    /// The same for heads that say little: higher, "Patient Service Representative" is a "Patient Service Technician".
    pub(super) generic_synonym: f32,
    /// Similarity of a word with one slip: whoever types "enginer" means it.
    pub(super) slip: f32,
    /// Times that, for a word that is everyday English: "manger" is hardly ever meant, but "sever" may be.
    pub(super) everyday_slip: f32,
    /// Similarity of a word with two slips: "corset" is two slips from "carpet".
    pub(super) two_slips: f32,
    /// Similarity of a word to one that it begins: "infrastr".
    pub(super) prefix: f32,
    /// What is left of a level at the end of a title: "Programmer (level 2)" is a grade more often than a line of support.
    pub(super) last_level: f32,
    /// Cost of what a name has and nobody typed. Higher than that of an extra word, for people leave out less than they add.
    pub(super) missing: f32,
    /// Times that, for a mark of experience: nobody who is senior leaves it out.
    pub(super) missing_senior: f32,
    /// Times that, for a head word: "technical" alone is no "technical architect".
    pub(super) missing_head: f32,
    /// Added to it, for a word that all names of the role have.
    pub(super) missing_key: f32,
    /// Cost of a mark of experience that the name has not: low, for then the knowledge has no such step.
    pub(super) extra_senior: f32,
    /// The same for a level.
    pub(super) extra_level: f32,
    /// The same for "specialist".
    pub(super) extra_generic: f32,
    /// The same for "manager": an IT manager is no IT technician.
    pub(super) extra_manage: f32,
    /// The same for "architect" or "buyer".
    pub(super) extra_head: f32,
    /// What is left of that where the name has no head at all: a "DevOps engineer" does "DevOps".
    pub(super) extra_no_head: f32,
    /// The same for a word that other roles have: then one of those may be meant.
    pub(super) extra_known: f32,
    /// The same for a word that no list has: "Linux" only says what the administrator administers.
    pub(super) extra_jargon: f32,
    /// The same for an everyday word that no title has.
    pub(super) extra_everyday: f32,
    /// Added to it as far as the word belongs to other fields of work: "Pharmacy Technician", "Property Developer".
    pub(super) extra_off_field: f32,
    /// What is left of these where another name of the same role has the word.
    pub(super) extra_own: f32,
    /// Times these, where nothing typed is a head: "design is my passion" does not look like a title.
    pub(super) headless_query: f32,
    /// Times the score, where each side has a head that the other has not.
    pub(super) head_conflict: f32,
    /// Times the score, where a manager was typed and the name has none: whoever manages engineers is none.
    pub(super) head_not_manager: f32,
    /// Times the score, where one side is senior and the other junior, or the levels differ.
    pub(super) seniority_conflict: f32,
    /// Share of the score that words in another order lose: enough to put the same order first, no more.
    pub(super) order: f32,
    /// Part of what is missing to 1 that a role regains if its other names have every word that was typed.
    pub(super) role_coverage: f32,
    /// How much it counts in how many names the word is: 0 not at all, 1 in proportion.
    pub(super) role_coverage_power: f32,
    /// Part of what is missing to 1 that a role regains if its second and third name are as near as its first.
    pub(super) alias_support: f32,
    /// Share of a role's own words in what counts as its field; the rest is that of the whole knowledge, for the few words
    /// of one role may lie far off, as "design" does.
    pub(super) own_field: f32,
    /// Share of the similarity by letters in the score, in a language that the word lists do not know.
    pub(super) letters: f32,
    /// Multiplier for what an unanswered field word costs behind a comma, a dash or in brackets: a department or a
    /// product ("Security Engineer - Email") changes the job less than a word in front of it.
    pub(super) tail: f32,
    /// Multiplier for the similarity of synonyms where the knowledge has the very word that was typed: then the word is
    /// more likely meant as it stands ("manager" where there are directors as well).
    pub(super) known_synonym: f32,
    /// Added to the gap where the knowledge has very many names: the right name is then often missing although a similar one is there.
    pub(super) gap_of_many: f32,
    /// Added to the confident score there.
    pub(super) confident_of_many: f32,
    /// Added to it there as well, where the head word differs: "Jig Builder" is no "Jig Maker".
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
            generic: 0.432,
            person: 0.9,
            ubiquitous: 0.33,
            cross_field: 0.25,
            family: 0.6,
            synonym: 0.93,
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
            known_synonym: 1.0,
            gap_of_many: 0.21,
            confident_of_many: 0.06,
            head_changed_of_many: 0.1,
        }
    }
}
