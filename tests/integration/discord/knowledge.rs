//! Knowledge that changes while the bot runs.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use fake_discord::{FakeDiscord, Venue};
use serde_json::json;

use super::{Start, knowledge_of, start_discord, without_budget};

const BEFORE: &str = "[[role]]\nid = \"nurse\"\nname = \"Nurse\"\n";
const AFTER: &str = "[[role]]\nid = \"nurse\"\nname = \"Nurse\"\nsummary = \"Cares for the ill.\"\n";
const BROKEN: &str = "[[role]]\nid = \"nurse\"\nname = \"\"\n";

async fn answer(discord: &FakeDiscord) -> String {
    discord.use_command("ada", Venue::Guild, "next", json!({"role": "nurse"})).await.unwrap().text()
}

/// Asks until the answer has the text, for as long as a change may take.
async fn comes_to_say(discord: &FakeDiscord, text: &str) {
    let deadline = tokio::time::Instant::now() + Duration::from_secs(5);
    while !answer(discord).await.contains(text) {
        assert!(tokio::time::Instant::now() < deadline, "never says {text:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_valid_change_is_loaded_and_a_broken_one_rejected() {
    let discord = start_discord().await;
    let folder = knowledge_of(BEFORE);
    let file = folder.path().join("all.toml");
    let bot = Start::on(&discord).knowledge(folder.path()).ready(&discord).await;
    assert!(!answer(&discord).await.contains("Cares for the ill"));

    fs::write(&file, AFTER).unwrap();
    comes_to_say(&discord, "Cares for the ill").await;

    fs::write(&file, BROKEN).unwrap();
    bot.writes("all.toml:3:8").await;
    assert!(answer(&discord).await.contains("Cares for the ill"), "the last good one goes on answering");

    fs::write(&file, BEFORE).unwrap();
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sighup_reloads_at_once() {
    let discord = start_discord().await;
    let folder = knowledge_of(BEFORE);
    let bot = Start::on(&discord).knowledge(folder.path()).ready(&discord).await;
    bot.signal("HUP");
    bot.writes("the knowledge folder has not changed").await;
    fs::write(folder.path().join("all.toml"), AFTER).unwrap();
    bot.signal("HUP");
    bot.writes("reloaded knowledge revision").await;
    bot.end(&discord).await;
}

/// Without a folder there is nothing to reload, and the signal must not end the bot.
#[tokio::test(flavor = "multi_thread")]
async fn sighup_does_nothing_to_the_built_in_knowledge() {
    let discord = start_discord().await;
    let folder = tempfile::tempdir().unwrap();
    let bot = Start::on(&discord).in_folder(folder.path()).ready(&discord).await;
    bot.signal("HUP");
    bot.writes("there is nothing to reload").await;
    bot.end(&discord).await;
}

/// A Kubernetes ConfigMap: `..data` is swapped, and every file is a link through it.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_swapped_volume_is_taken_up() {
    let discord = start_discord().await;
    let volume = tempfile::tempdir().unwrap();
    let publish = |name: &str, text: &str| publish(volume.path(), name, text);
    publish("..1", BEFORE);
    std::os::unix::fs::symlink("..data/all.toml", volume.path().join("all.toml")).unwrap();
    let bot = Start::on(&discord).knowledge(volume.path()).ready(&discord).await;
    publish("..2", AFTER);
    comes_to_say(&discord, "Cares for the ill").await;
    // The first version of it is gone, as kubelet removes it.
    fs::remove_dir_all(volume.path().join("..1")).unwrap();
    publish("..3", BROKEN);
    bot.writes("all.toml:3:8").await;
    publish("..4", &AFTER.replace("the ill", "the sick"));
    comes_to_say(&discord, "Cares for the sick").await;
    bot.end(&discord).await;
}

/// The knowledge folder is itself a link that is moved on, as by git-sync: no event arrives for that.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_folder_behind_a_link_is_taken_up() {
    let discord = start_discord().await;
    let place = tempfile::tempdir().unwrap();
    let publish = |name: &str, text: &str| publish(place.path(), name, text);
    publish("1", BEFORE);
    let bot = Start::on(&discord).knowledge(&place.path().join("..data")).ready(&discord).await;
    for edition in ["the ill", "the sick"] {
        publish(edition, &AFTER.replace("the ill", edition));
        comes_to_say(&discord, edition).await;
    }
    bot.end(&discord).await;
}

/// Writes a version, and swaps the link `..data` to it.
#[cfg(unix)]
fn publish(place: &Path, name: &str, text: &str) {
    fs::create_dir(place.join(name)).unwrap();
    fs::write(place.join(name).join("all.toml"), text).unwrap();
    std::os::unix::fs::symlink(name, place.join("..new")).unwrap();
    fs::rename(place.join("..new"), place.join("..data")).unwrap();
}

const RELOADS: usize = 100;

/// The pause before each reload.
const PAUSE: Duration = Duration::from_millis(50);

/// The pause before each question: 200 a second.
const BETWEEN_QUESTIONS: Duration = Duration::from_millis(5);

/// Both roles, and so both sides of a comparison, have the edition in their summaries.
fn edition(number: usize) -> String {
    let role = |id: &str, name: &str| {
        format!("[[role]]\nid = \"{id}\"\nname = \"{name}\"\nsummary = \"Of edition {number}, the {id}.\"\n")
    };
    role("nurse", "Nurse") + &role("matron", "Matron")
}

/// The editions that an answer is made of.
fn editions(answer: &str) -> Vec<usize> {
    let found = answer.split("Of edition ").skip(1);
    found.map(|rest| rest.split(',').next().unwrap().parse().unwrap()).collect()
}

/// 200 questions a second during 100 reloads, every third of them broken: every answer is of one edition, one that was
/// good, and never of an older one than could be seen before the question.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn answers_are_whole_while_the_knowledge_is_reloaded() {
    let discord = Arc::new(start_discord().await);
    let folder = knowledge_of(&edition(0));
    let file = folder.path().join("all.toml");
    let config = without_budget();
    let bot = Start::on(&discord).config(config.path()).knowledge(folder.path()).ready(&discord).await;
    // The last edition that was surely taken up, and the last one that was written.
    let (taken_up, written) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut asking = tokio::task::JoinSet::new();
    let reloading = async {
        for number in 1..=RELOADS {
            tokio::time::sleep(PAUSE).await;
            if number % 3 == 0 {
                let broken = format!("{}\n[[role]]\nid = \"broken-{number}\"\n", edition(number));
                fs::write(&file, broken).unwrap();
                bot.signal("HUP");
                bot.writes(&format!("the role `broken-{number}` has no `name`")).await;
            } else {
                written.store(number, Ordering::SeqCst);
                fs::write(&file, edition(number)).unwrap();
                bot.signal("HUP");
                let revision = nextrole::knowledge::revision(folder.path());
                bot.writes(&format!("reloaded knowledge revision {revision}")).await;
                taken_up.store(number, Ordering::SeqCst);
            }
        }
    };
    let mut reloading = Box::pin(reloading);
    let started = Instant::now();
    // A tick that a machine under load misses is made up for, so that the rate holds on average.
    let mut tick = tokio::time::interval(BETWEEN_QUESTIONS);
    loop {
        tokio::select! {
            () = &mut reloading => break,
            _ = tick.tick() => {}
        }
        let (discord, taken_up, written) = (Arc::clone(&discord), Arc::clone(&taken_up), Arc::clone(&written));
        asking.spawn(async move {
            let oldest = taken_up.load(Ordering::SeqCst);
            let asked = json!({"a": "nurse", "b": "matron"});
            let answer = discord.use_command("ada", Venue::Guild, "compare", asked).await.unwrap().text();
            (oldest, editions(&answer), written.load(Ordering::SeqCst), answer)
        });
    }
    drop(reloading);
    let took = started.elapsed();
    let mut asked: usize = 0;
    while let Some(answered) = asking.join_next().await {
        let (oldest, editions, newest, answer) = answered.unwrap();
        assert_eq!(editions.len(), 2, "{answer}");
        assert_eq!(editions[0], editions[1], "mixed: {answer}");
        let edition = editions[0];
        assert!(edition % 3 != 0 || edition == 0, "broken: {answer}");
        assert!((oldest..=newest).contains(&edition), "{edition} is not of {oldest} to {newest}: {answer}");
        asked += 1;
    }
    // What the pauses alone give time for, less a tenth for ticks that the last reload has left over.
    let offered = PAUSE.as_millis() as usize * RELOADS / BETWEEN_QUESTIONS.as_millis() as usize;
    assert!(asked * 10 >= offered * 9, "{asked} questions in {RELOADS} reloads, {offered} are the least");
    // For `--nocapture`.
    let _ = writeln!(std::io::stdout(), "{asked} questions during {RELOADS} reloads in {took:?}, all answered right");
    bot.end(&discord).await;
}

/// One file that cannot be read makes a hundred others wrong.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn the_log_of_a_broken_change_is_bounded_and_begins_with_what_cannot_be_read() {
    let discord = start_discord().await;
    let folder = knowledge_of(&edition(0));
    let bot = Start::on(&discord).knowledge(folder.path()).ready(&discord).await;
    let pipe = folder.path().join("unread.toml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let nameless: String = (0..100).map(|number| format!("[[role]]\nid = \"nameless-{number}\"\n")).collect();
    fs::write(folder.path().join("all.toml"), nameless).unwrap();
    bot.writes("101 errors in 2 files").await;
    let output = bot.output();
    // The last report: the pipe may have been seen alone before.
    let (_, logged) = output.rsplit_once("the previous version stays in use").unwrap();
    assert_eq!(logged.matches("error[").count(), 20, "{logged}");
    assert!(logged.trim_start().starts_with("error[unreadable]"), "{logged}");
    assert!(logged.contains("and 81 more problems"), "{logged}");
    bot.end(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_knowledge_stops_the_start_with_its_location() {
    let discord = start_discord().await;
    let folder = knowledge_of(BROKEN);
    let (status, output) = Start::on(&discord).knowledge(folder.path()).fails();
    assert_eq!(status.code(), Some(1), "{output}");
    assert!(output.contains("all.toml:3:8") && output.contains("error[empty-text]"), "{output}");
    assert!(discord.exchanges().is_empty(), "Discord is not bothered");
}

#[tokio::test(flavor = "multi_thread")]
// needs config
async fn an_invalid_config_stops_the_start_with_its_location() {
    let discord = start_discord().await;
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("nextrole.toml");
    fs::write(&config, "knowledge = \"knowledge\"\nknowlege = 1\n").unwrap();
    let (status, output) = Start::on(&discord).config(&config).fails();
    assert_eq!(status.code(), Some(1), "{output}");
    assert!(output.contains("nextrole.toml") && output.contains("line 2, column 1"), "{output}");
}
