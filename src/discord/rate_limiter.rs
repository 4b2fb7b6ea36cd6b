//! Limits how often one person is answered, so that nobody can make the bot flood a channel.
//!
//! It keeps, for about a minute, the ids of those who asked, and nothing of what they asked.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::{Clock, MonotonicClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use serenity::all::UserId;

use super::shared_limits::SharedLimits;

/// How many checks pass between sweeps that drop idle users.
const SWEEP_EVERY: u32 = 1_000;

type Limiter = RateLimiter<UserId, HashMapStateStore<UserId>, MonotonicClock>;

/// A rate limit of its own for each user.
#[derive(Debug)]
pub(super) struct UserRateLimiter {
    /// `None` = no limit.
    limiter: Option<Limiter>,
    /// The limit that all processes share, with its name.
    shared: Option<(&'static str, NonZeroU32, SharedLimits)>,
    checks: AtomicU32,
}

impl UserRateLimiter {
    /// Allows this many answers per minute and user, all at once or spread out; 0 = no limit.
    pub(super) fn per_minute(answers: u32) -> UserRateLimiter {
        let limiter = NonZeroU32::new(answers)
            .map(|answers| RateLimiter::new(Quota::per_minute(answers), HashMapStateStore::default(), MonotonicClock));
        UserRateLimiter { limiter, shared: None, checks: AtomicU32::new(0) }
    }

    /// The same, counted together with other processes under this name.
    pub(super) fn shared_per_minute(name: &'static str, answers: u32, shared: Option<SharedLimits>) -> UserRateLimiter {
        let shared = NonZeroU32::new(answers).zip(shared).map(|(answers, shared)| (name, answers, shared));
        UserRateLimiter { shared, ..UserRateLimiter::per_minute(answers) }
    }

    /// Counts one answer to this user, with those of other processes if Redis can be asked.
    ///
    /// # Errors
    ///
    /// The user has reached the limit; the value is the time until the next answer is allowed.
    pub(super) async fn check(&self, user: UserId) -> Result<(), Duration> {
        if let Some((name, answers, shared)) = &self.shared
            && let Some(counted) = shared.count_answer(name, user, *answers).await
        {
            return counted;
        }
        self.check_here(user)
    }

    /// Counts one answer of this process to this user.
    ///
    /// # Errors
    ///
    /// The user has reached the limit; the value is the time until the next answer is allowed.
    fn check_here(&self, user: UserId) -> Result<(), Duration> {
        let Some(limiter) = &self.limiter else { return Ok(()) };
        if self.checks.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        limiter.check_key(&user).map_err(|not_until| not_until.wait_time_from(limiter.clock().now()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_user_has_a_limit_of_their_own() {
        let limiter = UserRateLimiter::per_minute(3);
        let (ada, ben) = (UserId::new(1), UserId::new(2));
        let limited: Vec<bool> = (0..4).map(|_| limiter.check_here(ada).is_err()).collect();
        assert_eq!(limited, [false, false, false, true]);
        let wait = limiter.check_here(ada).unwrap_err();
        assert!(wait > Duration::from_secs(1) && wait <= Duration::from_secs(20), "{wait:?}");
        assert_eq!(limiter.check_here(ben), Ok(()));
    }

    #[test]
    fn zero_means_no_limit() {
        let limiter = UserRateLimiter::per_minute(0);
        assert!((0..10_000).all(|_| limiter.check_here(UserId::new(1)).is_ok()));
    }

    #[test]
    fn idle_users_are_forgotten() {
        // The quota refills within a microsecond, so every user is idle at once.
        let limiter = UserRateLimiter::per_minute(60_000_000);
        for id in 1..=u64::from(3 * SWEEP_EVERY) {
            limiter.check_here(UserId::new(id)).unwrap();
        }
        let kept = limiter.limiter.as_ref().map_or(0, RateLimiter::len);
        assert!(kept <= SWEEP_EVERY as usize, "{kept} users are still remembered");
    }
}
