//! Pictures: nothing leaves the card, nothing overlaps, the same bytes twice, whatever the knowledge says.

use std::fmt::Write as _;

use nextrole::answer::{Destination, Engine, EntityKind, MapRequest, MapView};
use nextrole::knowledge::model::Knowledge;
use nextrole::reply::picture::metrics::{Font, shown};
use nextrole::reply::picture::scene::{Area, Scene, Shape};
use nextrole::reply::picture::{MAX_BYTES, alt, png, scene, svg};

use super::{hostile, quoted};
use crate::{SMALL, knowledge_of, shipped};

/// Text is this large at least on a phone that shows the picture 400 pixels wide.
const MIN_TEXT: f32 = 11.0;

/// Most stops of a picture.
const MAX_STOPS: usize = 21;

/// Every map of a knowledge, and of the ways between its roles some.
fn maps(knowledge: &Knowledge) -> Vec<MapRequest> {
    let tracks = knowledge.tracks.iter().map(|track| MapRequest::Track(track.id.clone()));
    let roles = knowledge.vocabulary.roles.iter().map(|role| MapRequest::Role(role.id.clone()));
    let ids = knowledge.vocabulary.roles.iter().map(|role| role.id.clone());
    let goals = ids.clone().skip(knowledge.vocabulary.roles.len() / 2).chain(ids.clone());
    let paths = ids.zip(goals).step_by(3).map(|(from, to)| MapRequest::Path(from, to));
    [MapRequest::All].into_iter().chain(tracks).chain(roles).chain(paths).collect()
}

/// 30 tracks of 2 to 8 rungs that cross each other everywhere, in both directions, over names of every length.
fn entangled() -> Knowledge {
    let mut text = String::from("[source]\nid = \"s\"\ntitle = \"S\"\n[[person]]\nid = \"p\"\nname = \"A person\"\n");
    for role in 0..60 {
        let name = ["Lead", "of", "infrastructure", "and", "telecommunications", "engineering", "services"];
        let name: Vec<&str> = name.iter().cycle().skip(role % 7).take(1 + role % 9).copied().collect();
        write!(text, "[[role]]\nid = \"r{role}\"\nname = \"{} {role}\"\n", name.join(" ")).unwrap();
    }
    for track in 0..30_usize {
        let rungs: Vec<String> =
            (0..2 + track % 7).map(|rung| format!("\"r{}\"", (track * 7 + rung * (1 + track % 5)) % 60)).collect();
        write!(
            text,
            "[[track]]\nid = \"t{track}\"\nname = \"Track {track}\"\nby = \"p\"\nsteps = [{}]\n\
             [[move]]\nfrom = \"r{track}\"\nto = \"r{}\"\nkind = \"{}\"\nby = \"p\"\n\
             [[move]]\nfrom = \"t{track}\"\nto = \"r0\"\nkind = \"switch\"\nby = \"p\"\n",
            rungs.join(", "),
            track + 30,
            ["step", "switch", "exit", "peer", "related"][track % 5]
        )
        .unwrap();
    }
    knowledge_of(&text)
}

/// What is wrong with where things are, and how large.
fn misplaced(scene: &Scene) -> Vec<String> {
    let card = Area { left: 0.0, top: 0.0, right: scene.width, bottom: scene.height };
    let mut wrong = Vec::new();
    if !(0.75..=1.334).contains(&(scene.width / scene.height)) {
        wrong.push(format!("{} × {} is not between 4:3 and 3:4", scene.width, scene.height));
    }
    for (place, shape) in scene.shapes.iter().enumerate() {
        if !card.contains(&shape.area()) {
            wrong.push(format!("off the card: {shape:?}"));
        }
        if let Shape::Text(text) = shape
            && text.size * 400.0 / scene.width < MIN_TEXT
        {
            wrong.push(format!("too small: {shape:?}"));
        }
        for other in &scene.shapes[place + 1..] {
            let may_touch = match (shape, other) {
                (Shape::Stroke { .. }, Shape::Stroke { .. } | Shape::Dot { .. }) => true,
                // Lines end below a panel, and text stands on it.
                (Shape::Stroke { .. }, Shape::Panel { .. }) => true,
                (Shape::Panel { area, .. }, Shape::Text(text)) => area.contains(&text.area()),
                _ => false,
            };
            if !may_touch && overlap(shape, other) {
                wrong.push(format!("overlap: {shape:?} and {other:?}"));
            }
        }
    }
    wrong
}

/// How many roles a picture names: each is a dot on a line, a rung or a panel.
fn stops(scene: &Scene) -> usize {
    let is_stop = |shape: &&Shape| match shape {
        Shape::Panel { .. } => true,
        Shape::Dot { radius, .. } => *radius > 4.6,
        Shape::Stroke { width, .. } => *width == 7.0,
        Shape::Text(_) => false,
    };
    scene.shapes.iter().filter(is_stop).count()
}

/// Whether they overlap; of a line with corners, each piece counts alone.
fn overlap(one: &Shape, other: &Shape) -> bool {
    pieces(one).iter().any(|area| pieces(other).iter().any(|other| area.overlaps(other)))
}

fn pieces(shape: &Shape) -> Vec<Area> {
    match shape {
        Shape::Stroke { points, color, width } => {
            points.windows(2).map(|pair| Shape::Stroke { points: pair.to_vec(), color, width: *width }.area()).collect()
        }
        _ => vec![shape.area()],
    }
}

#[test]
fn every_picture_is_readable() {
    for knowledge in [shipped(), entangled(), hostile(), knowledge_of(SMALL), Knowledge::default()] {
        let engine = Engine::new(knowledge);
        let knowledge = engine.knowledge();
        for map in maps(knowledge) {
            let map_view = engine.map_view(&map).unwrap();
            let scene = scene(&map_view);
            assert_eq!(misplaced(&scene), [""; 0], "{map:?}");
            assert!(stops(&scene) <= MAX_STOPS, "{map:?} has {} stops", stops(&scene));
        }
    }
}

#[test]
fn what_is_misplaced_is_seen() {
    let engine = Engine::new(knowledge_of(SMALL));
    let mut scene = scene(&engine.map_view(&MapRequest::All).unwrap());
    assert_eq!(misplaced(&scene), [""; 0]);
    scene.shapes.push(scene.shapes[0].clone());
    assert_eq!(misplaced(&scene).len(), 1, "the title over itself");
    scene.width = 100.0;
    assert!(misplaced(&scene).len() > 2, "a card that is too narrow");
    scene.width = 600.0;
    assert!(misplaced(&scene).len() > 2, "too wide, so the text is too small on a phone");
}

/// What stands in a picture, in the order in which it is drawn.
fn words(map_view: &MapView<'_>) -> Vec<String> {
    let text = |shape: &Shape| match shape {
        Shape::Text(text) => Some(text.text.clone()),
        Shape::Stroke { .. } | Shape::Dot { .. } | Shape::Panel { .. } => None,
    };
    scene(map_view).shapes.iter().filter_map(text).collect()
}

#[test]
fn every_field_and_role_is_there() {
    let engine = Engine::new(shipped());
    let knowledge = engine.knowledge();
    let view = engine.map_view(&MapRequest::All).unwrap();
    let all = words(&view);
    assert_eq!(all[1], "By field. Show one track for its rungs.");
    let MapView::All { fields, lines } = &view else { panic!("{view:?}") };
    assert_eq!(lines.len(), knowledge.tracks.len());
    assert_eq!(fields.iter().map(|field| field.tracks).sum::<usize>(), knowledge.tracks.len());
    assert_eq!(fields.iter().map(|field| field.roles).sum::<usize>(), knowledge.vocabulary.roles.len());
    for field in fields {
        let place = all.iter().position(|text| text == field.name.unwrap());
        let what = place.map(|place| all[place + 1].as_str());
        assert!(what.is_some_and(|what| what.starts_with(&field.roles.to_string())), "{field:?}: {all:?}");
    }
}

/// The role in the middle, what comes next above it, what comes before below it, the best supported first.
#[test]
fn a_role_stands_between_what_comes_next_and_before() {
    let engine = Engine::new(shipped());
    for role in &engine.knowledge().vocabulary.roles {
        let map_view = engine.map_view(&MapRequest::Role(role.id.clone())).unwrap();
        let MapView::Role { next, previous, .. } = &map_view else { panic!("{map_view:?}") };
        let scene = scene(&map_view);
        let panel = scene.shapes.iter().find_map(|shape| match shape {
            Shape::Panel { area, .. } => Some(*area),
            _ => None,
        });
        let panel = panel.unwrap();
        let texts = |is_there: &dyn Fn(f32) -> bool| -> String {
            let words = scene.shapes.iter().filter_map(|shape| match shape {
                Shape::Text(text) if is_there(text.y) => Some(text.text.as_str()),
                _ => None,
            });
            words.collect::<Vec<_>>().join(" ")
        };
        let above = texts(&|y| y < panel.top);
        let inside = texts(&|y| y >= panel.top && y <= panel.bottom);
        let below = texts(&|y| y > panel.bottom);
        assert_eq!(inside, role.name);
        let roles = |all: &[Destination<'_>]| -> Vec<String> {
            let roles = all.iter().filter(|one| one.is_step() && one.place.kind != EntityKind::Track);
            roles.map(|one| one.place.name.to_owned()).collect()
        };
        for (roles, half) in [(roles(next), &above), (roles(previous), &below)] {
            let shown = roles.iter().take_while(|name| half.contains(name.as_str())).count();
            assert!(shown >= roles.len().min(4), "{}: {roles:?} in {half:?}", role.name);
            let rest = roles.len() - shown;
            assert_eq!(rest > 0, half.contains(&format!("and {rest} more in the text")), "{}: {half}", role.name);
        }
    }
}

#[test]
fn roles_side_by_side_are_all_on_their_rung() {
    let text = format!(
        "{SMALL}\n[[track]]\nid = \"wide\"\nname = \"Wide\"\nby = \"bob\"\n\
         steps = [\"helpdesk\", [\"ops\", \"ops-lead\"]]\n"
    );
    let engine = Engine::new(knowledge_of(&text));
    let view = engine.map_view(&MapRequest::Track("wide".to_owned())).unwrap();
    assert!(words(&view).contains(&"Ops or ops lead".to_owned()), "{:?}", words(&view));
    assert!(alt(&view).contains("Helpdesk, Ops or ops lead."), "{}", alt(&view));
}

#[test]
fn a_track_has_its_rungs_crossings_and_moves() {
    let text = format!(
        "{SMALL}\n[[track]]\nid = \"other\"\nname = \"Another way\"\nby = \"bob\"\nsteps = [\"ops\", \"ops-lead\"]\n\
         [[move]]\nfrom = \"up\"\nto = \"gardener\"\nkind = \"exit\"\nby = \"ann\"\n"
    );
    let engine = Engine::new(knowledge_of(&text));
    assert_eq!(
        words(&engine.map_view(&MapRequest::Track("up".to_owned())).unwrap()),
        [
            "The way up",
            "Ann, 2005: 2 rungs, lowest at the bottom",
            "Ops",
            "also to Ops lead",
            "Helpdesk",
            "From any rung to Gardener",
        ]
    );
}

#[test]
fn a_route_has_a_stop_for_each_role() {
    let engine = Engine::new(knowledge_of(SMALL));
    let view = engine.map_view(&MapRequest::Path("helpdesk".to_owned(), "ops-lead".to_owned())).unwrap();
    let MapView::Path(path) = &view else { panic!("{view:?}") };
    assert_eq!(path.routes.len(), 1);
    assert_eq!(stops(&scene(&view)), 3, "helpdesk, ops, ops lead");
}

#[test]
fn text_is_measured_and_shortened() {
    assert!(Font::Bold.width("Helpdesk", 16.0) > Font::Regular.width("Helpdesk", 16.0));
    assert_eq!(Font::Regular.width("MM", 10.0), 2.0 * Font::Regular.width("M", 10.0));
    let room = Font::Regular.width("Information s", 14.0);
    let short = Font::Regular.shortened("Information security", 14.0, room);
    assert!(short.ends_with('…') && Font::Regular.width(&short, 14.0) <= room, "{short}");
    let lines = Font::Regular.wrapped("one two three four five", 10.0, Font::Regular.width("three four", 10.0), 2);
    assert_eq!(lines, ["one two", "three fo…"]);
}

#[test]
fn what_the_font_lacks_is_shown_sanely() {
    assert_eq!(shown("Cafe\u{301} owner", None), "Café owner");
    assert_eq!(shown("Chef 👩‍🍳 de cuisine", None), "Chef ? de cuisine");
    assert_eq!(shown("系統管理員", Some("sysadmin")), "sysadmin");
    assert_eq!(shown("مدير النظام", Some("sysadmin")), "sysadmin");
    assert_eq!(shown("系統管理員", None), "?");
    assert_eq!(shown("a\u{0}\u{202e}b\nc", None), "a b c");
    assert_eq!(shown("Łódź Größe Ивановић Ωμέγα", None), "Łódź Größe Ивановић Ωμέγα");
}

/// Names that are no harm to XML, to the card, or to what stands beside them.
#[test]
fn hostile_names_break_nothing() {
    let names = [
        "<script>alert(\"1\")</script> & 'x' ]]>",
        "W".repeat(300).as_str(),
        "\u{202e}desrever \u{200f}abc",
        "Z\u{351}\u{36b}\u{343}a\u{32a}\u{329}l\u{321}g\u{322}o",
        "👩‍💻👨‍👩‍👧 🇩🇪",
        "مدير تقنية المعلومات",
        "情報システム部長 情報システム部長",
        "\u{fffe}\u{ffff}\u{1}\u{7f}",
    ]
    .map(str::to_owned);
    let mut text = "[source]\nid = \"s\"\ntitle = \"S\"\n".to_owned();
    for (number, name) in names.iter().enumerate() {
        let name = quoted(name);
        write!(
            text,
            "[[person]]\nid = \"p{number}\"\nname = {name}\n[[role]]\nid = \"r{number}\"\nname = {name}\n\
             [[track]]\nid = \"t{number}\"\nname = {name}\nby = \"p{number}\"\nsteps = [\"r{number}\", {{ title = {name} }}]\n\
             [[move]]\nfrom = \"r{number}\"\nto = \"r{}\"\nkind = \"switch\"\nby = \"p{number}\"\n",
            (number + 1) % names.len()
        )
        .unwrap();
    }
    let engine = Engine::new(knowledge_of(&text));
    let knowledge = engine.knowledge();
    for map in maps(knowledge) {
        let map_view = engine.map_view(&map).unwrap();
        assert_eq!(misplaced(&scene(&map_view)), [""; 0], "{map:?}");
        assert!(alt(&map_view).chars().count() <= 1024, "{map:?}");
        let svg = svg(&map_view);
        assert!(!svg.contains("<script"), "{map:?}");
        assert!(png(&svg).is_some(), "{map:?} is no SVG");
    }
}

#[test]
fn the_same_knowledge_gives_the_same_bytes() {
    let draw = |map: &MapRequest| {
        let engine = Engine::new(shipped());
        let svg = svg(&engine.map_view(map).unwrap());
        (png(&svg).unwrap(), svg)
    };
    for map in [MapRequest::All, MapRequest::Track("technical".to_owned()), MapRequest::Role("helpdesk".to_owned())] {
        assert!(draw(&map) == draw(&map), "{map:?}");
    }
}

#[test]
fn pictures_are_small_and_told() {
    for knowledge in [shipped(), entangled()] {
        let engine = Engine::new(knowledge);
        let knowledge = engine.knowledge();
        // The first is the largest, of all tracks; of the others some will do, since drawing takes its time.
        for map in maps(knowledge).into_iter().step_by(9) {
            let map_view = engine.map_view(&map).unwrap();
            let bytes = png(&svg(&map_view)).unwrap();
            assert!(bytes.len() <= MAX_BYTES, "{map:?} has {} bytes", bytes.len());
            let alt = alt(&map_view);
            assert!((20..=1024).contains(&alt.chars().count()), "{map:?}: {alt}");
        }
    }
}

#[test]
fn alternative_texts() {
    let engine = Engine::new(knowledge_of(SMALL));
    let maps = maps(engine.knowledge());
    let alts: Vec<String> = maps.iter().map(|map| alt(&engine.map_view(map).unwrap())).collect();
    assert_eq!(
        alts,
        [
            "All career tracks. 1 track. Other: 4 roles, 1 track.",
            "Map of The way up. 2 rungs, lowest first, described by Ann, 2005: Helpdesk, Ops. \
             Moves: Helpdesk to ops (up), Ops to ops lead (up).",
            "Map around helpdesk. You are here: Helpdesk. What comes next: Ops (up).",
            "Map around ops. You are here: Ops. What comes next: Ops lead (up). Previous roles: Helpdesk (up).",
            "Map around ops lead. You are here: Ops lead. Previous roles: Ops (up).",
            "Map around gardener. You are here: Gardener.",
            "Routes from helpdesk to ops lead. 1: up to ops (2 sources, 2005), \
             up to ops lead (Bob, 2005, second-hand).",
            "Routes from gardener to ops.",
        ]
    );
}

#[test]
fn there_is_no_map_of_what_is_not_there() {
    let engine = Engine::new(shipped());
    for map in [MapRequest::Track("xyzzy".to_owned()), MapRequest::Role("technical".to_owned())] {
        assert_eq!(engine.map_view(&map), None);
    }
}
