//! Injected faults.

use std::time::{Duration, Instant};

use fake_discord::{Fault, Venue};
use reqwest::Method;
use serde_json::{Value, json};

use super::client::{Gate, Scene, callback_path};

#[tokio::test]
async fn a_rate_limit_says_how_long_to_wait() {
    let scene = Scene::new().await;
    let fault = Fault::TooManyRequests { retry_after: Duration::from_millis(250), global: true };
    scene.discord.fail_next("GET /api/v10/users", fault.clone(), 1);
    let (status, body) = scene.call(Method::GET, "/users/@me", Value::Null).await;
    assert_eq!((status, &body["retry_after"], &body["global"]), (429, &json!(0.25), &json!(true)));
    assert_eq!(scene.call(Method::GET, "/users/@me", Value::Null).await.0, 200);
    let exchanges = scene.discord.exchanges();
    assert_eq!((exchanges[0].fault.as_ref(), exchanges[1].fault.as_ref()), (Some(&fault), None));
    assert_eq!(scene.violations(), Vec::<String>::new());
}

#[tokio::test]
async fn faults_apply_in_order() {
    let scene = Scene::new().await;
    scene.discord.fail_next("/users", Fault::Status(503), 2);
    scene.discord.fail_next("/users", Fault::Reset, 1);
    scene.discord.fail_next("/users", Fault::Delay(Duration::from_millis(100)), 1);
    scene.discord.fail_next("/users", Fault::Status(500), 9);
    let begun = Instant::now();
    for expected in [Some(503), Some(503), None, Some(200)] {
        let answer = scene.try_call(Method::GET, "/users/@me", Value::Null).await;
        assert_eq!(answer.ok().map(|(status, _)| status), expected);
    }
    assert!(begun.elapsed() >= Duration::from_millis(100));
    scene.discord.clear_faults();
    assert_eq!(scene.call(Method::GET, "/users/@me", Value::Null).await.0, 200);
    assert_eq!(scene.call(Method::GET, "/gateway", Value::Null).await.0, 200);
}

#[tokio::test]
async fn a_lost_reply_excuses_only_the_same_response() {
    let scene = Scene::new().await;
    scene.register_next().await;
    let mut gate = Gate::ready(&scene).await;
    scene.discord.fail_next("/callback", Fault::AcceptThenReset, 1);
    let asked = scene.discord.use_command("ada", Venue::Guild, "next", json!({}));
    let answer = async {
        let event = gate.event("INTERACTION_CREATE").await;
        let hello = json!({ "type": 4, "data": { "content": "hello" } });
        assert!(scene.try_call(Method::POST, &callback_path(&event), hello.clone()).await.is_err());
        assert_eq!(scene.call(Method::POST, &callback_path(&event), hello).await.1["code"], 40060);
        assert_eq!(scene.violations(), Vec::<String>::new());
        let other = json!({ "type": 4, "data": { "content": "other" } });
        assert_eq!(scene.call(Method::POST, &callback_path(&event), other).await.1["code"], 40060);
    };
    let outcome = tokio::join!(asked, answer).0.unwrap();
    assert_eq!(outcome.text(), "hello");
    assert_eq!(scene.violations(), ["Interaction has already been acknowledged. (40060)"]);
}
