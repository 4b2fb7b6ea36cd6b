//! How often one person is answered: nobody can make the bot flood a channel.
//!
//! It keeps, for a minute or so, the ids of those who asked; nothing of what they asked.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::{Clock, MonotonicClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use serenity::all::UserId;

/// After how many questions those are forgotten who have not asked lately.
const TIDY_EVERY: u32 = 1_000;

type Limiter = RateLimiter<UserId, HashMapStateStore<UserId>, MonotonicClock>;

/// How often each person may ask.
#[derive(Debug)]
pub(super) struct Budget {
    /// `None` = as often as they like.
    limiter: Option<Limiter>,
    asked: AtomicU32,
}

impl Budget {
    /// So many answers a minute, or all of them at once and then one after the other; 0 = as often as they like.
    pub(super) fn per_minute(answers: u32) -> Budget {
        let limiter = NonZeroU32::new(answers)
            .map(|answers| RateLimiter::new(Quota::per_minute(answers), HashMapStateStore::default(), MonotonicClock));
        Budget { limiter, asked: AtomicU32::new(0) }
    }

    /// Takes one answer from somebody's budget.
    ///
    /// # Errors
    ///
    /// It is spent, for so long.
    pub(super) fn spend(&self, who: UserId) -> Result<(), Duration> {
        let Some(limiter) = &self.limiter else { return Ok(()) };
        if self.asked.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        limiter.check_key(&who).map_err(|not_until| not_until.wait_time_from(limiter.clock().now()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_s_budget_is_not_another_s() {
        let budget = Budget::per_minute(3);
        let (ada, ben) = (UserId::new(1), UserId::new(2));
        let spent: Vec<bool> = (0..4).map(|_| budget.spend(ada).is_err()).collect();
        assert_eq!(spent, [false, false, false, true]);
        let wait = budget.spend(ada).unwrap_err();
        assert!(wait > Duration::from_secs(1) && wait <= Duration::from_secs(20), "{wait:?}");
        assert_eq!(budget.spend(ben), Ok(()));
    }

    #[test]
    fn without_a_limit_nobody_waits() {
        let budget = Budget::per_minute(0);
        assert!((0..10_000).all(|_| budget.spend(UserId::new(1)).is_ok()));
    }

    #[test]
    fn those_who_asked_once_are_forgotten() {
        // So many a minute that whoever asked once has all of it again at once.
        let budget = Budget::per_minute(60_000_000);
        for id in 1..=u64::from(3 * TIDY_EVERY) {
            budget.spend(UserId::new(id)).unwrap();
        }
        let kept = budget.limiter.as_ref().map_or(0, RateLimiter::len);
        assert!(kept <= TIDY_EVERY as usize, "{kept} people are remembered");
    }
}
