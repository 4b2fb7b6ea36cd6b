//! Counting what is asked in vain: nothing about people, nothing rare, and never half a file.

use std::fs;

use nextrole::gaps::{Gap, GapCounter, MAX_TEXTS, MIN_ASKINGS, read};

use crate::program::folder;

fn gap(askings: u32, text: &str) -> Gap {
    Gap { askings, text: text.to_owned() }
}

#[test]
fn a_text_is_written_from_three_askings_on() {
    let place = folder(&[]);
    let file = place.path().join("gaps.tsv");
    let counter = GapCounter::open(&file).unwrap();
    for text in ["Zoo Keeper", "zoo  keeper!", "rare one"] {
        counter.count(text);
    }
    counter.save().unwrap();
    assert!(!file.exists(), "nothing was asked often enough");
    counter.count("“zoo keeper”");
    counter.save().unwrap();
    assert_eq!(read(&file).unwrap(), [gap(3, "zoo keeper")]);
    assert!(!fs::read_to_string(&file).unwrap().contains("rare"));

    // Another process goes on from there.
    let again = GapCounter::open(&file).unwrap();
    again.count("zoo keeper");
    again.save().unwrap();
    assert_eq!(read(&file).unwrap(), [gap(4, "zoo keeper")]);
}

#[test]
fn what_may_identify_somebody_is_not_counted() {
    let place = folder(&[]);
    let file = place.path().join("gaps.tsv");
    let counter = GapCounter::open(&file).unwrap();
    let long = "a story ".repeat(20);
    let personal = [
        "<@123456789>",
        "ask @ann",
        "ann@example.org",
        "https://example.org/ann",
        "call 55512345",
        &long,
        "",
        "?!",
        "\t\n",
    ];
    let longest = "x".repeat(60);
    let too_long = "x".repeat(61);
    for text in personal.iter().chain(&["c++ & c# lead", &longest, &too_long]) {
        (0..5).for_each(|_| counter.count(text));
    }
    counter.save().unwrap();
    assert_eq!(read(&file).unwrap(), [gap(5, "c++ c# lead"), gap(5, &longest)]);
}

#[test]
fn the_number_of_texts_is_bounded_and_the_frequent_ones_stay() {
    let place = folder(&[]);
    let file = place.path().join("gaps.tsv");
    let counter = GapCounter::open(&file).unwrap();
    (0..MIN_ASKINGS).for_each(|_| counter.count("zoo keeper"));
    for number in 0..3 * MAX_TEXTS {
        counter.count(&format!("flood {}", name(number)));
    }
    for number in 0..2 * MAX_TEXTS {
        (0..MIN_ASKINGS).for_each(|_| counter.count(&format!("often {}", name(number))));
    }
    counter.save().unwrap();
    assert!(read(&file).unwrap().len() <= MAX_TEXTS);
}

/// Letters instead of digits, which are left out.
fn name(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

#[test]
fn a_file_that_cannot_be_written_stays_whole() {
    let place = folder(&[("gaps.tsv", "7\tzoo keeper\n")]);
    let file = place.path().join("gaps.tsv");
    let counter = GapCounter::open(&file).unwrap();
    // The new file cannot be made where a folder is.
    fs::create_dir(place.path().join("gaps.tsv.new")).unwrap();
    counter.count("zoo keeper");
    assert!(counter.save().is_err());
    assert_eq!(read(&file).unwrap(), [gap(7, "zoo keeper")]);
    fs::remove_dir(place.path().join("gaps.tsv.new")).unwrap();
    counter.save().unwrap();
    assert_eq!(read(&file).unwrap(), [gap(8, "zoo keeper")]);
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "no other file is left");
}

/// A disk may hang for minutes, such as one in the network.
#[cfg(unix)]
#[test]
fn counting_does_not_wait_for_the_disk() {
    let place = folder(&[]);
    let file = place.path().join("gaps.tsv");
    let counter = GapCounter::open(&file).unwrap();
    (0..MIN_ASKINGS).for_each(|_| counter.count("zoo keeper"));
    // To open a pipe takes until somebody reads it.
    let pipe = place.path().join("gaps.tsv.new");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let saving = std::thread::spawn({
        let counter = counter.clone();
        move || counter.save()
    });
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        // For long enough that the saving begins meanwhile.
        for _ in 0..500 {
            counter.count("zoo keeper");
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        tell.send(()).unwrap();
    });
    let counted = told.recv_timeout(std::time::Duration::from_secs(60));
    let _ = fs::read(&pipe).unwrap();
    let _ = saving.join();
    assert!(counted.is_ok(), "counting waited for the disk");
}

#[test]
fn only_a_file_in_a_folder_that_exists_is_opened() {
    let place = folder(&[("large.tsv", &"7\tzoo keeper\n".repeat(100_000))]);
    // Nothing can be written where a folder is.
    fs::create_dir(place.path().join("taken.tsv.new")).unwrap();
    assert!(GapCounter::open(&place.path().join("taken.tsv")).is_err());
    let said = |file: &str| GapCounter::open(&place.path().join(file)).unwrap_err().to_string();
    insta::assert_snapshot!(said("none/gaps.tsv"), @"its folder does not exist");
    insta::assert_snapshot!(said("."), @"it is a folder, device or pipe, and not a file");
    insta::assert_snapshot!(said("large.tsv"), @"the file is larger than a file of gaps");
    // It has a size of 0 and no end.
    #[cfg(target_os = "linux")]
    insta::assert_snapshot!(said("/dev/zero"), @"it is a folder, device or pipe, and not a file");
}
