//! The gateway protocol.

use std::time::Duration;

use fake_discord::{Setup, Venue, intents};
use serde_json::{Value, json};

use super::client::{Gate, INTENTS, Scene, identify};

#[tokio::test]
async fn a_session_starts_with_ready_and_the_guild() {
    let scene = Scene::new().await;
    assert!(!scene.discord.wait_until_connected(Duration::from_millis(10)).await);
    let mut gate = Gate::connect(&scene).await;
    gate.send(identify(&scene, INTENTS)).await;
    let ready = gate.next().await.unwrap();
    assert_eq!((&ready["t"], &ready["s"], &ready["d"]["v"]), (&json!("READY"), &json!(1), &json!(10)));
    let guild = gate.next().await.unwrap();
    assert_eq!(
        (&guild["t"], &guild["s"], &guild["d"]["name"]),
        (&json!("GUILD_CREATE"), &json!(2), &json!("Test guild"))
    );
    assert!(scene.discord.wait_until_connected(Duration::from_secs(1)).await);
    gate.send(json!({ "op": 1, "d": 2 })).await;
    assert_eq!(gate.next().await.unwrap()["op"], 11);
    let identify = scene.discord.identifies().remove(0);
    assert_eq!((identify.intents, identify.shard, &identify.body["token"]), (INTENTS, (0, 1), &json!("<token>")));
}

#[tokio::test]
async fn errors_close_the_connection_with_their_code() {
    let scene = Scene::new().await;
    let with = |key: &str, value: Value| {
        let mut payload = identify(&scene, INTENTS);
        payload["d"][key] = value;
        payload.to_string()
    };
    for (text, code) in [
        ("no json".to_owned(), 4002),
        (json!({ "op": 99, "d": null }).to_string(), 4001),
        (json!({ "op": 3, "d": {} }).to_string(), 4003),
        (json!({ "op": 2, "d": {} }).to_string(), 4002),
        (with("token", json!("wrong")), 4004),
        (with("intents", json!(1 << 30)), 4013),
        (with("intents", Value::Null), 4013),
        (with("intents", json!(INTENTS | intents::MESSAGE_CONTENT)), 4014),
        (with("shard", json!([1, 1])), 4010),
        (json!({ "op": 6, "d": { "token": "wrong", "session_id": "x", "seq": 1 } }).to_string(), 4004),
        (with("x", json!("x".repeat(5000))), 4002),
    ] {
        let mut gate = Gate::connect(&scene).await;
        gate.send_text(text.clone()).await;
        assert_eq!(gate.next().await, Err(code), "{text:.80}");
    }
    let mut gate = Gate::ready(&scene).await;
    gate.send(identify(&scene, INTENTS)).await;
    assert_eq!(gate.next().await, Err(4005));
}

#[tokio::test]
async fn too_many_messages_close_the_connection() {
    let scene = Scene::new().await;
    let mut gate = Gate::ready(&scene).await;
    // IDENTIFY was the first of 120.
    for _ in 0..119 {
        gate.send(json!({ "op": 1, "d": null })).await;
        assert_eq!(gate.next().await.unwrap()["op"], 11);
    }
    gate.send(json!({ "op": 1, "d": null })).await;
    assert_eq!(gate.next().await, Err(4008));
}

#[tokio::test]
async fn missing_heartbeats_close_the_connection() {
    let scene = Scene::with(Setup { heartbeat_interval: Duration::from_millis(500), ..Setup::default() }).await;
    let mut gate = Gate::ready(&scene).await;
    assert_eq!(gate.next().await, Err(4009));
    assert!(scene.discord.drop_gateway() == 0 && scene.discord.connected() == 0);
}

#[tokio::test]
async fn resume_replays_missed_events() {
    let scene = Scene::new().await;
    let mut gate = Gate::ready(&scene).await;
    let (session, seq) = (gate.session.clone(), gate.seq);
    assert_eq!(scene.discord.drop_gateway(), 1);
    assert_eq!(gate.next().await, Err(0));
    for text in ["one", "two"] {
        scene.discord.send_message("ada", Venue::DirectMessage, text).unwrap();
    }
    let resume = json!({ "op": 6, "d": { "token": scene.discord.token(), "session_id": session, "seq": seq } });
    let mut gate = Gate::connect(&scene).await;
    gate.send(resume.clone()).await;
    for expected in ["one", "two"] {
        let payload = gate.next().await.unwrap();
        assert_eq!((&payload["t"], &payload["d"]["content"]), (&json!("MESSAGE_CREATE"), &json!(expected)));
    }
    assert_eq!(gate.next().await.unwrap()["t"], "RESUMED");
    assert_eq!((scene.discord.resumes(), scene.discord.identifies().len()), (1, 1));

    // A session that is gone, or a number that was never given, cannot be resumed: IDENTIFY is next.
    scene.discord.invalidate_session(false);
    assert_eq!(gate.next().await.unwrap()["d"], false);
    let mut gate = Gate::connect(&scene).await;
    gate.send(resume).await;
    let invalid = gate.next().await.unwrap();
    assert_eq!((&invalid["op"], &invalid["d"]), (&json!(9), &json!(false)));
    gate.send(identify(&scene, INTENTS)).await;
    gate.event("READY").await;
}

#[tokio::test]
async fn events_need_their_intent() {
    let scene = Scene::new().await;
    scene.register_next().await;
    let mut gate = Gate::connect(&scene).await;
    gate.send(identify(&scene, intents::DIRECT_MESSAGES)).await;
    assert_eq!(gate.next().await.unwrap()["t"], "READY");
    scene.discord.send_message("ada", Venue::Guild, "unheard").unwrap();
    scene.discord.add_role("Unseen");
    scene.discord.send_message("ada", Venue::DirectMessage, "heard").unwrap();
    assert_eq!(gate.next().await.unwrap()["d"]["content"], "heard");
}

#[tokio::test]
async fn the_privileged_intent_reveals_all_content() {
    let scene = Scene::with(Setup { privileged_intents: intents::MESSAGE_CONTENT, ..Setup::default() }).await;
    let mut gate = Gate::connect(&scene).await;
    gate.send(identify(&scene, INTENTS | intents::MESSAGE_CONTENT)).await;
    scene.discord.wait_until_connected(Duration::from_secs(1)).await;
    scene.discord.send_message("ada", Venue::Guild, "open").unwrap();
    assert_eq!(gate.event("MESSAGE_CREATE").await["content"], "open");
}

#[tokio::test]
async fn each_shard_receives_its_events() {
    let scene = Scene::new().await;
    let server_shard = (scene.discord.guild_id().0 >> 22) % 2;
    let mut gates = Vec::new();
    for shard in 0..2 {
        let mut gate = Gate::connect(&scene).await;
        let mut payload = identify(&scene, INTENTS);
        payload["d"]["shard"] = json!([shard, 2]);
        gate.send(payload).await;
        gate.event("READY").await;
        gates.push(gate);
    }
    scene.discord.send_message("ada", Venue::DirectMessage, "to the first").unwrap();
    scene.discord.send_message("ada", Venue::Guild, "").unwrap();
    assert_eq!(gates[0].event("MESSAGE_CREATE").await["content"], "to the first");
    let gate = &mut gates[usize::try_from(server_shard).unwrap()];
    assert_eq!(gate.event("MESSAGE_CREATE").await["guild_id"], scene.discord.guild_id().to_string());
}
