//! Pages for Discord keep its limits, lose nothing and say nothing that Discord would obey.

use nextrole::reply::limits::{EMBED_DESCRIPTION_CHARS, EMBED_TITLE_CHARS};
use nextrole::reply::markdown::pages;
use nextrole::reply::{Block, Line, Marker, Reply, Span, Style, Tone, Visibility};

use super::replies;

fn reply_of(blocks: Vec<Block>) -> Reply {
    let title = "title".to_owned();
    Reply {
        title,
        blocks,
        buttons: Vec::new(),
        menu: None,
        question: None,
        picture: None,
        visibility: Visibility::AsAsked,
        tone: Tone::Answer,
    }
}

fn line(text: &str, style: Style) -> Line {
    Line { marker: Marker::Bullet, spans: vec![Span { text: text.to_owned(), style }] }
}

/// The page as a reader sees it.
fn read(body: &str) -> String {
    let mut seen = String::new();
    let mut letters = body.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => seen.extend(letters.next()),
            '*' | '\u{200b}' => {}
            _ => seen.push(letter),
        }
    }
    seen
}

#[test]
fn pages_keep_the_limits() {
    for reply in replies() {
        let pages = pages(&reply);
        assert!(!pages.is_empty());
        for page in pages {
            assert!((1..=EMBED_TITLE_CHARS).contains(&page.title.chars().count()), "{}", page.title);
            assert!((1..=EMBED_DESCRIPTION_CHARS).contains(&page.body.chars().count()), "{}", page.body);
        }
    }
}

#[test]
fn nothing_is_read_as_markup_or_mention() {
    for page in replies().iter().flat_map(pages) {
        // What is left when every escape is taken away: our own marks only.
        let mut bare = String::new();
        let mut letters = page.body.chars();
        while let Some(letter) = letters.next() {
            if letter == '\\' {
                letters.next();
            } else {
                bare.push(letter);
            }
        }
        let bare = bare.replace("<https://example.org/x>", "");
        assert!(!bare.contains(['_', '~', '`', '|', '<', '>', '[', ']']), "{bare}");
        assert!(
            !bare.contains("://") && !bare.contains("@e") && !bare.contains("@h") && !bare.contains("@1"),
            "{bare}"
        );
        assert!(!page.body.lines().any(|line| line.starts_with(['#', '>'])), "{bare}");
        assert_eq!(bare.matches("**").count() % 2, 0, "{bare}");
        assert!(!page.body.chars().chain(page.title.chars()).any(|c| c.is_control() && c != '\n'), "{bare}");
    }
}

#[test]
fn every_line_that_fits_is_on_some_page() {
    for reply in replies() {
        let all: String = pages(&reply).iter().map(|page| read(&page.body) + "\n").collect();
        for line in reply.blocks.iter().flat_map(|block| &block.lines) {
            let text: String = line.spans.iter().map(|span| span.text.as_str()).collect();
            // Asterisks are marks to `read`, and what is unseen is dropped.
            let text: String = text.chars().filter(|c| !matches!(c, '*' | '\u{202e}')).collect();
            let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            let text = text.replace('\\', "");
            let start: String = text.chars().take(60).collect();
            assert!(all.replace(['\\', '*'], "").contains(start.trim()), "{start}");
        }
    }
}

#[test]
fn a_heading_is_said_again_on_the_next_page() {
    let block = Block { heading: Some("Voices".to_owned()), lines: vec![line(&"é".repeat(1900), Style::Plain); 5] };
    let pages = pages(&reply_of(vec![block]));
    assert_eq!(pages.len(), 3);
    assert!(pages.iter().all(|page| page.body.starts_with("**Voices**\n- é")));
    let letters: usize = pages.iter().map(|page| page.body.matches('é').count()).sum();
    assert_eq!(letters, 5 * 1900);
}

#[test]
fn only_an_over_long_line_is_cut() {
    let body = |text: &str, style| {
        pages(&reply_of(vec![Block { heading: None, lines: vec![line(text, style)] }]))[0].body.clone()
    };
    assert_eq!(body(&"é".repeat(1998), Style::Plain).chars().count(), 2000);
    let cut = body(&"é".repeat(1999), Style::Plain);
    assert!(cut.chars().count() <= 2000 && cut.ends_with('…'));
    let cut = body(&"*".repeat(3000), Style::Strong);
    assert!(cut.chars().count() <= 2000 && cut.starts_with("- **\\*") && cut.ends_with("…**"), "{cut}");
}

#[test]
fn an_address_that_is_more_is_left_out() {
    let with = |url: &str| {
        pages(&reply_of(vec![Block { heading: None, lines: vec![line(url, Style::Address)] }]))[0].body.clone()
    };
    assert_eq!(with("https://example.org/x"), "- <https://example.org/x>");
    assert_eq!(with("https://example.org/> @everyone <"), "- ");
    // It is there whole, or not at all.
    let behind = |chars: usize| {
        let before = Span { text: "é".repeat(chars), style: Style::Plain };
        let address = Span { text: "https://example.org/x".to_owned(), style: Style::Address };
        let line = Line { marker: Marker::Bullet, spans: vec![before, address] };
        pages(&reply_of(vec![Block { heading: None, lines: vec![line] }]))[0].body.clone()
    };
    let longest = behind(2000 - "- <https://example.org/x>".len());
    assert_eq!(longest.chars().count(), 2000);
    assert!(longest.ends_with("é<https://example.org/x>"), "{longest}");
    assert!(behind(2001 - "- <https://example.org/x>".len()).ends_with('é'));
}

#[test]
fn escapes() {
    let cases = [
        ("*a* _b_ ~~c~~ `d` ||e||", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\`d\\` \\|\\|e\\|\\|"),
        ("# a", "\\# a"),
        ("> a", "\\> a"),
        ("- a", "\\- a"),
        ("C# and e-mail", "C# and e-mail"),
        ("<@1> @here", "\\<@\u{200b}1\\> @\u{200b}here"),
        ("https://x.y", "https:\u{200b}//x.y"),
    ];
    for (plain, expected) in cases {
        let line = Line { marker: Marker::None, ..line(plain, Style::Plain) };
        assert_eq!(pages(&reply_of(vec![Block { heading: None, lines: vec![line] }]))[0].body, expected);
    }
}

#[test]
fn marks_side_by_side_are_kept_apart() {
    let span = |text: &str, style| Span { text: text.to_owned(), style };
    let of = |spans| pages(&reply_of(vec![Block { heading: None, lines: vec![Line { spans, ..Line::default() }] }]));
    let cases = [
        (vec![span("Ops", Style::Strong), span(", also", Style::Muted)], "**Ops**\u{200b}*, also*"),
        (vec![span("Ops", Style::Strong), span(" (2005)", Style::Muted)], "**Ops** *(2005)*"),
        (vec![span("Ops", Style::Strong), span(": x", Style::Plain), span("y", Style::Muted)], "**Ops**: x*y*"),
    ];
    for (spans, expected) in cases {
        assert_eq!(of(spans)[0].body, expected);
    }
}
