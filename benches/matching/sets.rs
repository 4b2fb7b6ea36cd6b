//! Names and titles to match: two sets of the project, and two made of what titles are made of, for size.

use std::path::Path;

use nextrole::knowledge::model::Vocabulary;
use nextrole::knowledge::problem::{SourceFile, SourceFiles};
use nextrole::knowledge::{Options, check, load};

/// A title as somebody types it.
pub(crate) struct Title {
    pub(crate) typed: String,
    /// The ids of the roles that it may mean; none if it names none.
    pub(crate) roles: Vec<String>,
}

/// Names, and titles to match with them.
pub(crate) struct Set {
    pub(crate) name: &'static str,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) titles: Vec<Title>,
}

/// The sets, smallest first.
pub(crate) fn all() -> Vec<Set> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/matching");
    let of_it = load(&tests.join("it"), &Options::default()).vocabulary.unwrap();
    let hospital = load(&tests.join("hospital"), &Options::default()).vocabulary.unwrap();
    let it = include_str!("../../tests/fixtures/matching/it-titles.tsv");
    let of_hospital = include_str!("../../tests/fixtures/matching/hospital-titles.tsv");
    vec![
        Set { name: "16 roles of IT", titles: titles(it), vocabulary: of_it },
        Set { name: "16 roles of a hospital", titles: titles(of_hospital), vocabulary: hospital },
        made("10,000 aliases", 1_000, 9),
        made("52,500 aliases", 1_000, 51),
    ]
}

fn titles(lines: &str) -> Vec<Title> {
    let title = |line: &str| {
        let parts: Vec<&str> = line.split('\t').collect();
        let roles = parts[2].split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect();
        (parts[0] != "ambiguous").then(|| Title { typed: parts[1].to_owned(), roles })
    };
    lines.lines().filter(|line| !line.starts_with('#')).filter_map(title).collect()
}

/// A generator of numbers, the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// What work is about: the words before the head of a title.
const SUBJECTS: &str = "network,server,database,storage,cloud,backup,security,web,mobile,payroll,tax,audit,credit,treasury,\
    procurement,warehouse,fleet,freight,harbour,railway,aircraft,vehicle,elevator,boiler,turbine,pipeline,power plant,\
    solar,wind farm,water,sewage,waste,recycling,forestry,dairy,poultry,crop,fishery,bakery,brewery,kitchen,hotel,\
    travel,events,museum,library,theatre,film,sound,lighting,animation,game,print,textile,leather,furniture,glass,\
    ceramics,steel,foundry,machine tool,robot,electronics,semiconductor,optics,battery,chemical,paint,plastics,paper,\
    pharmacy,cardiology,radiology,dental,surgical,emergency,maternity,rehabilitation,laboratory,genetics,nutrition,\
    school,kindergarten,university,language,sports,youth,housing,social care,elderly care,child protection,probation,\
    prison,police,customs,border,fire,rescue,military,legal,patent,insurance,claims,pension,real estate,facilities,\
    construction,road,bridge,tunnel,survey,mining,drilling,quarry,gas,nuclear,telecom,radio,satellite,weather,ocean";

/// Subjects that no role of the set has: titles of another world.
const OTHER_SUBJECTS: &str = "wedding,perfume,glacier,circus,vineyard,falconry,puppet,volcano,antique,tattoo,yoga,diamond,\
    lighthouse,beehive,opera,chess,origami,safari,meteorite,truffle";

/// Heads; those of a line mean the same work, and another line means another role.
const HEADS: &[&str] = &[
    "engineer,developer",
    "administrator,operator",
    "technician,mechanic",
    "analyst,researcher",
    "manager,director",
    "architect,designer",
    "instructor,trainer",
    "inspector,examiner",
    "clerk,assistant",
    "consultant,adviser",
    "planner,scheduler",
    "buyer,purchaser",
];

/// What else stands in titles, and changes no role.
const MODIFIERS: &str = ",systems,operations,services,support,quality,field,technical,regional,customer,project,process,\
    maintenance,control,data,programme,site";
const SENIORITY: &str = ",,,senior,junior,lead,principal,chief,trainee";

/// How people shorten.
const SHORT: &[(&str, &str)] = &[
    ("senior", "sr"),
    ("junior", "jr"),
    ("engineer", "eng"),
    ("manager", "mgr"),
    ("administrator", "admin"),
    ("technician", "tech"),
    ("assistant", "asst"),
    ("director", "dir"),
    ("developer", "dev"),
    ("operations", "ops"),
    ("maintenance", "maint"),
    ("technical", "tech"),
];

/// Roles of a subject and a head each, named with what stands in titles; and titles for a part of them: names that the
/// set has not, slips, short forms, glued and turned words, and beside them a head that the subject has not, a subject
/// that no role has, and noise, which name no role.
fn made(name: &'static str, roles: usize, aliases: usize) -> Set {
    let list = |words: &'static str| words.split(',').map(str::trim).collect::<Vec<_>>();
    let (subjects, others) = (list(SUBJECTS), list(OTHER_SUBJECTS));
    let (modifiers, seniority) = (list(MODIFIERS), list(SENIORITY));
    let heads: Vec<Vec<&str>> = HEADS.iter().map(|line| list(line)).collect();
    let mut random = Random(7);
    let title = |random: &mut Random, subject: &str, heads: &[&str]| {
        let words = [random.of(&seniority), subject, random.of(&modifiers), random.of(heads)];
        words.iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(" ")
    };
    let mut pairs: Vec<(&str, usize)> =
        subjects.iter().flat_map(|subject| (0..heads.len()).map(move |head| (*subject, head))).collect();
    let mut missing = Vec::new();
    while pairs.len() > roles {
        missing.push(pairs.swap_remove(random.below(pairs.len())));
    }
    let (mut text, mut titles) = (String::new(), Vec::new());
    for (role, (subject, head)) in pairs.iter().enumerate() {
        let mut names = vec![format!("{subject} {}", heads[*head][0])];
        // A few more tries than names: a title may come twice.
        for _ in 0..20 * aliases {
            let alias = title(&mut random, subject, &heads[*head]);
            if names.len() <= aliases && !names.contains(&alias) {
                names.push(alias);
            }
        }
        let quoted: Vec<String> = names[1..].iter().map(|name| format!("{name:?}")).collect();
        text += &format!("[[role]]\nid = \"r{role}\"\nname = {:?}\naliases = [{}]\n", names[0], quoted.join(", "));
        // A fifth of the roles is enough, and slow matchers end before tea.
        if role % 5 == 0 {
            let seen = random.of(&names.iter().map(String::as_str).collect::<Vec<_>>()).to_owned();
            let typed = match role / 5 % 6 {
                0 | 1 => title(&mut random, subject, &heads[*head]),
                2 => slipped(&mut random, &seen),
                3 => shortened(&seen),
                4 => seen.replacen(' ', "", 1),
                _ => seen.rsplit_once(' ').map_or(seen.clone(), |(rest, head)| format!("{head}, {rest}")),
            };
            titles.push(Title { typed, roles: vec![format!("r{role}")] });
        }
        if role % 20 == 0 {
            let typed = match role / 20 % 4 {
                0 => (0..10).map(|_| char::from(b'a' + random.below(26) as u8)).collect(),
                1 if !missing.is_empty() => {
                    let (subject, head) = missing[random.below(missing.len())];
                    title(&mut random, subject, &heads[head])
                }
                _ => {
                    let head = random.below(heads.len());
                    title(&mut random, others[role / 20 % others.len()], &heads[head])
                }
            };
            titles.push(Title { typed, roles: Vec::new() });
        }
    }
    let file = SourceFile { path: "roles.toml".to_owned(), text };
    let loaded = check(SourceFiles(vec![file]), &Options { errors_only: true, ..Options::default() });
    Set { name, vocabulary: loaded.vocabulary.unwrap(), titles }
}

fn slipped(random: &mut Random, name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = 1 + random.below(letters.len() - 2);
    match random.below(3) {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}

fn shortened(name: &str) -> String {
    let short =
        |word: &str| SHORT.iter().find(|(long, _)| *long == word).map_or(word.to_owned(), |(_, s)| (*s).to_owned());
    name.split(' ').map(short).collect::<Vec<_>>().join(" ")
}
