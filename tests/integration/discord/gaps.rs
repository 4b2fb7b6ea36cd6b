//! What is asked in vain on Discord, if the operator wants it counted.

use fake_discord::Venue;
use nextrole::gaps::{Gap, read};
use serde_json::json;

use super::{SOON, Start, start_discord};
use crate::program::folder;

#[tokio::test(flavor = "multi_thread")]
async fn only_questions_without_an_answer_are_counted_and_only_if_wanted() {
    for is_enabled in [true, false] {
        let discord = start_discord().await;
        let place = folder(&[]);
        let file = place.path().join("gaps.tsv");
        let text = format!("[gaps]\nenabled = {is_enabled}\nfile = \"{}\"\n", file.display());
        let config = place.path().join("nextrole.toml");
        std::fs::write(&config, text).unwrap();
        let bot = Start::on(&discord).config(&config).ready(&discord).await;
        for _ in 0..3 {
            for role in ["Zookeeper", "helpdesk"] {
                discord.use_command("ada", Venue::Guild, "next", json!({"role": role})).await.unwrap();
            }
        }
        let question = discord.send_message("ben", Venue::DirectMessage, "zookeeper").unwrap();
        assert!(discord.wait_for_reply(&question, SOON).await.is_some(), "{}", bot.output());
        bot.end(&discord).await;
        let expected = [Gap { askings: 4, text: "zookeeper".to_owned() }];
        assert_eq!(read(&file).unwrap(), if is_enabled { &expected[..] } else { &[] });
        assert_eq!(file.exists(), is_enabled);
    }
}

/// A disk may hang for minutes, such as one in the network.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_hangs_does_not_delay_the_stop() {
    let discord = start_discord().await;
    let place = folder(&[]);
    let file = place.path().join("gaps.tsv");
    let config = place.path().join("nextrole.toml");
    std::fs::write(&config, format!("[gaps]\nenabled = true\nfile = \"{}\"\n", file.display())).unwrap();
    let bot = Start::on(&discord).config(&config).ready(&discord).await;
    // To open a pipe takes until somebody reads it.
    let pipe = place.path().join("gaps.tsv.new");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for _ in 0..3 {
        discord.use_command("ada", Venue::Guild, "next", json!({"role": "Zookeeper"})).await.unwrap();
    }
    let (status, output) = bot.stop().await;
    assert_eq!(status.code(), Some(0), "{output}");
    assert!(output.contains("the disk takes too long: the last gaps were not saved"), "{output}");
}
