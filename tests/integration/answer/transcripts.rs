//! Typed, replied.

use nextrole::reply::{Detail, Tone, Visibility};

use super::{ask, reply_to};
use crate::{SMALL, knowledge_of, shipped};

fn small(typed: &str) -> String {
    ask(&knowledge_of(SMALL), typed, Detail::Brief)
}

fn real(typed: &str) -> String {
    ask(&shipped(), typed, Detail::Brief)
}

#[test]
fn a_role_with_a_next_one() {
    insta::assert_snapshot!(small("/next service desk"), @"
    What comes after Helpdesk?

    Up
      - Ops, the way most people take, says Bob (Ann, 2005; Bob, 2005)

    Where it stands
      - The way up: rung 1 of 2, the lowest (Ann, 2005)
    ");
}

#[test]
fn everything_about_a_role() {
    insta::assert_snapshot!(ask(&knowledge_of(SMALL), "/next ops", Detail::Full), @"
    What comes after Ops?

    Keeps it running.
    It is the top of The way up: no rung comes after it there.

    Up
      - Ops lead
        - Bob (2005, second hand)

    Where it stands
      - The way up: rung 2 of 2, the top (Ann, 2005)

    Who comes into it
      - Helpdesk, the way most people take from there, says Bob
        - Ann (2005): one below on The way up
        - Bob (2005): After a year.

    What people say
      - Ann (2005) says: Everybody starts at the helpdesk.
      - Bob (2005) disagrees with Ann: Not everybody does.

    Sources
      - “On careers”, August 2005 https://example.org/careers
    ");
}

#[test]
fn a_role_that_leads_nowhere() {
    insta::assert_snapshot!(small("/next ops lead"), @"
    What comes after Ops lead?

    Nobody here names a way on from it. Staying is an answer too.

    Who comes into it
      Ops
    ");
}

#[test]
fn a_role_that_nobody_spoke_of() {
    insta::assert_snapshot!(small("/next gardener"), @"
    What comes after Gardener?

    Nobody here says anything of Gardener yet.
    ");
    insta::assert_snapshot!(small("/define gardener"), @"
    What is meant by Gardener?

    Nobody here has defined Gardener yet.
    ");
}

#[test]
fn a_word_for_several_roles() {
    insta::assert_snapshot!(small("/next administrator"), @"
    Which one?

    Administrator is more than one role. Which one do you mean?

    - Ops
    - Ops lead
    ");
}

#[test]
fn a_definition() {
    insta::assert_snapshot!(small("/define ops"), @"
    What is meant by Ops?

    Keeps it running.

    Definitions
      - Ann (2005): Whoever wears the pager.

    The dispute
      - Ann (2005) says: Everybody starts at the helpdesk.
      - Bob (2005) disagrees with Ann: Not everybody does.
    ");
}

#[test]
fn nothing_near() {
    insta::assert_snapshot!(small("/next xyzzy"), @"
    Not found

    Nothing here is near “xyzzy”.

    /tracks shows the career tracks that are known here.
    ");
    insta::assert_snapshot!(small("/next"), @"
    Which role?

    Name a role, for example “helpdesk”.

    /tracks shows the career tracks that are known here.
    ");
}

#[test]
fn no_tracks() {
    insta::assert_snapshot!(ask(&knowledge_of("[[role]]\nid = \"ops\"\nname = \"Ops\"\n"), "/tracks", Detail::Brief), @"
    Career tracks

    Nobody here has drawn a track yet.
    ");
}

#[test]
fn shipped_helpdesk() {
    insta::assert_snapshot!(real("/next helpdesk"), @"
    What comes after Helpdesk?

    Commonly the people users turn to first: they take in problems, solve the known ones and pass on the rest.
    It is the top of IT helpdesk: no rung comes after it there.

    Up
      - Information security analyst (US Bureau of Labor Statistics, 2025; National Careers Service, England, 2020)
      - System administrator (US Bureau of Labor Statistics, 2025; SAGE, USENIX, undated, less certain)

    Across
      - Systems analyst (National Careers Service, England, 2020)

    Into management
      - Service desk manager (4 voices; newest US Bureau of Labor Statistics, 2025; oldest National Careers Service, England, 2020)

    Out of the field
      - Developer (US Bureau of Labor Statistics, 2025; Michael Platt, 2005)
      - Technical sales (US Bureau of Labor Statistics, 2025; National Careers Service, England, 2020)

    … and 14 more ways

    4 voices disagree: Is the helpdesk a rung of administration, or another job?

    Where it stands
      - Support to networks to management: rung 1 of 4, the lowest, there called “Support specialist” (US Bureau of Labor Statistics, 2025, less certain)
      - IT service management: rung 1 of 4, the lowest, there called “IT service analyst” (UK Government Digital and Data, 2025)
      - Service desk: rungs 1 to 2 of 4, there called Service desk analyst → Senior service desk analyst (UK Government Digital and Data, 2025)
      … and 4 more tracks

    Who comes into it
      Management track

    What people say
      - Warren Brown (2005) disagrees with Michael Platt: Sees colleagues take one continuous track, from front line support by way of system engineering to architect or strategic consultant.
      - Australian Bureau of Statistics (2021) says: Sets support technicians on the second level of skill: a diploma, or experience of three years.
    ");
}

#[test]
fn shipped_misspelled() {
    insta::assert_snapshot!(real("/next 2nd line suport"), @"
    What comes after Second-line support?

    Read “2nd line suport” as Second-line support (suport → support).
    Commonly the support that takes over what the first line could not solve, often at people's own machines.

    Up
      - System engineer: next on Support to strategy (Warren Brown, 2005)

    Into management
      - Network manager (National Careers Service, England, 2020)

    Where it stands
      - Support to strategy: rung 2 of 5, there called “Second line desktop support” (Warren Brown, 2005)

    Who comes into it
      Helpdesk

    What people say of its tracks
      - Warren Brown (2005) disagrees with Michael Platt: Sees colleagues take one continuous track, from front line support by way of system engineering to architect or strategic consultant.
      - Michael Platt (2005) asks Warren Brown: Is one track meant, or several? Brown's line looks like the technical track; is a management track denied?
      - Warren Brown (2005) says: Whoever works up this one track comes to understand the client, then the server, then the business, and gains a strategic and architectural view.
      … and 1 more voice
    ");
}

#[test]
fn shipped_top_of_a_track() {
    insta::assert_snapshot!(real("/next scripting"), @"
    What comes after Scripting?

    Commonly the automation of infrastructure with scripts; automation engineers are counted in here.
    It is the top of Technical track: no rung comes after it there.

    Into management
      - Management track, from any rung of Technical track (Michael Platt, 2005)

    Out of the field
      - Developer: from any rung of Technical track (Michael Platt, 2005)

    Where it stands
      - Technical track: rung 5 of 5, the top (Michael Platt, 2005)

    Who comes into it
      Design, Management track

    What people say
      - Michael Platt (2005) replies to Michael Platt's manager: Those at the top of the technical track, in scripting, neither aspire to be architects nor call themselves so, unlike developers on the application side.
    ");
    insta::assert_snapshot!(real("/next strategic consultant"), @"
    What comes after Strategic consultant?

    Commonly an adviser on how IT is to serve an organisation's longer aims.
    It is the top of Support to strategy: no rung comes after it there.
    Nobody here names a way on from it. Staying is an answer too.

    Where it stands
      - Support to strategy: rung 5 of 5, the top, there called “Architect / strategic consultant” (Warren Brown, 2005)

    Who comes into it
      Senior engineer

    What people say
      - Warren Brown (2005) says: Whoever works up this one track comes to understand the client, then the server, then the business, and gains a strategic and architectural view.
      - Warren Brown (2005) says: Many who call themselves architects have great technical skill but no business or people skill, and both of those are critical for an architect.
      - Michael Platt (2005) agrees with Warren Brown: Skills that are not technical count: of seven elements in Microsoft's architect certification, just two are technical.
    ");
}

#[test]
fn shipped_definition() {
    insta::assert_snapshot!(real("/define architect"), @"
    What is meant by Architect?

    A word in many titles. The sources here disagree on whom it fits.
    It may mean Infrastructure architect, Solutions architect, Technical architect, Network architect, Cloud architect, Security architect, Enterprise architect, Database architect or Strategic consultant.

    Definitions
      - IEEE (2000, less certain): Whoever answers for the architecture of a system, be it a person, a team or an organisation.

    Definitions of Infrastructure architect
      - UK Department for Education (2026): A technical architect who specialises in infrastructure or networks; no role apart.
      - Beth Patton (2005): The driver of infrastructure strategy, who must know the business as well; the interface to business sponsors and other IT groups is the IT manager.
      - Michael Platt (2005): The person who sets out an organisation's infrastructure architecture and manages it.

    Definitions of Solutions architect
      - UK Government Digital and Data (2025): Finds the solution where an organisation has a problem.
      - National Careers Service, England (2020): Stands at the head of those who make a client's new system.

    … and 8 more definitions

    5 voices disagree: What is the way to becoming an architect?
    6 voices disagree: Is the place of an architect over a manager, under one, or level?

    The dispute
      - Warren Brown (2005) says: Many who call themselves architects have great technical skill but no business or people skill, and both of those are critical for an architect.
      - Michael Platt (2005) agrees with Warren Brown: Skills that are not technical count: of seven elements in Microsoft's architect certification, just two are technical.
      - Beth Patton (2005) says: “Architect” is over-used and has hundreds of meanings, depending on whom one asks; former colleagues overwhelmingly thought so.
      … and 6 more voices
    ");
}

#[test]
fn shipped_tracks() {
    insta::assert_snapshot!(real("/tracks"), @"
    32 career tracks, as people see them

    Operations, as site reliability
      Junior SRE → SRE → Senior SRE → Lead SRE → Principal SRE
      Five levels, which until August 2022 were those of systems administrators. Drawn by 37signals (2026).

    Support to networks to management
      Support specialist → Network and systems administrator → Network architect → IT manager
      Joined up by us out of three pages: each link is the Bureau's, the chain as a whole is not. Drawn by US Bureau of Labor Statistics (2025, less certain).

    DevOps engineer to architecture
      Graduate or apprentice → DevOps engineer → Technical architect → Lead technical architect → Principal technical architect → Head of profession for architecture
      A way into architecture that stays there up to the top. Drawn by UK Department for Education (2022).

    Reliability engineer
      IC1 → IC2 → IC3 → IC4 → IC5 Staff → IC6 Principal → IC7 Senior principal
      Seven levels, by how far one's work reaches. Drawn by Dropbox (2023).

    Change and release
      Configuration analyst → Change and release analyst → Change and release manager
      Two sorts of analyst and a manager; in what order the analysts come it does not say. Drawn by UK Government Digital and Data (2025, less certain).

    Command and control
      Operations analyst → Senior operations analyst → Operational control manager → Head of command and control
      Watching live systems, and running those who watch. Drawn by UK Government Digital and Data (2025).

    DevOps engineer, technical line
      Apprentice DevOps engineer → Junior DevOps engineer → DevOps engineer → Senior DevOps engineer → Lead DevOps engineer → Principal DevOps engineer
      Six levels. From senior on, each has a twin that manages. Drawn by UK Government Digital and Data (2025).

    DevOps engineer, management line
      Senior DevOps engineer (management) → Lead DevOps engineer (management) → Principal DevOps engineer (management)
      Branches off from senior upwards; the work stays, managing comes on top. Drawn by UK Government Digital and Data (2025).

    Enterprise architect
      Enterprise architect → Senior enterprise architect → Lead enterprise architect → Principal enterprise architect
      Four levels, none of them for beginners. Drawn by UK Government Digital and Data (2025).

    End user computing engineer
      Associate end user computing engineer → End user computing engineer → Senior end user computing engineer → Lead end user computing engineer → Principal end user computing engineer
      Five levels around the devices that people work on. Drawn by UK Government Digital and Data (2025).

    Incident management
      Incident manager → Major incident manager
      Two levels, by how bad the incidents are. Drawn by UK Government Digital and Data (2025).

    Infrastructure engineer
      Associate infrastructure engineer → Infrastructure engineer → Senior infrastructure engineer → Lead infrastructure engineer → Principal infrastructure engineer
      Five levels, from trainee to technical leader. Drawn by UK Government Digital and Data (2025).

    Infrastructure operations engineer
      Associate infrastructure operations engineer → Infrastructure operations engineer → Senior infrastructure operations engineer → Lead infrastructure operations engineer → Principal infrastructure operations engineer
      Five levels of keeping live services up. Drawn by UK Government Digital and Data (2025).

    IT service management
      IT service analyst → IT service manager → Senior IT service manager → Head of IT service management
      From the front line to a view of all services. Drawn by UK Government Digital and Data (2025).

    Network architect
      Associate network architect → Network architect → Lead network architect
      Three levels; no engineer's rung leads in from below. Drawn by UK Government Digital and Data (2025).

    Problem management
      Problem analyst → Problem manager
      Two levels. Drawn by UK Government Digital and Data (2025).

    Security architect
      Security architect → Lead security architect → Principal security architect
      Three levels, none of them for beginners. Drawn by UK Government Digital and Data (2025).

    Service desk
      Service desk analyst → Senior service desk analyst → Service desk manager → Head of service desk
      From answering calls to heading the desk. Drawn by UK Government Digital and Data (2025).

    Solution architect
      Associate solution architect → Solution architect → Senior solution architect → Lead solution architect → Principal solution architect
      Five levels, the lowest for beginners. Drawn by UK Government Digital and Data (2025).

    Technical architect
      Associate technical architect → Technical architect → Senior technical architect → Lead technical architect → Principal technical architect
      Five levels, the lowest for beginners. Drawn by UK Government Digital and Data (2025).

    Site reliability, technical line
      Intern → Site reliability engineer → Senior site reliability engineer → Staff engineer → Principal engineer → Distinguished engineer → Engineering fellow
      Seven levels without managing anybody; senior is where the managers branch off. Drawn by GitLab (undated, less certain).

    Infrastructure, management line
      Senior engineer (site reliability, database reliability or backend) → Engineering manager → Senior engineering manager → Director of infrastructure → VP of infrastructure
      From senior engineer, whatever the speciality, to vice president. Drawn by GitLab (undated, less certain).

    Database reliability
      Intern → Database reliability engineer → Senior database reliability engineer → Staff database reliability engineer → Principal engineer
      Joins the line of site reliability at the top. Drawn by GitLab (undated, less certain).

    IT helpdesk
      IT helpdesk specialist → IT helpdesk analyst → Senior IT helpdesk analyst → Staff IT helpdesk analyst
      Four levels of helping colleagues. Drawn by GitLab (undated, less certain).

    IT security analyst
      Associate IT security analyst → Intermediate IT security analyst → Senior IT security analyst → Staff IT security analyst
      Four levels. What follows, the page leaves open. Drawn by GitLab (undated, less certain).

    IT systems engineer
      Associate IT systems engineer → IT systems engineer → Senior IT systems engineer → Staff IT systems engineer → Principal IT systems engineer → Distinguished IT systems engineer → IT manager
      Seven levels; the years are those that the page asks for. Drawn by GitLab (undated, less certain).

    Support engineer
      Associate support engineer → Support engineer → Senior support engineer → Staff support engineer
      Four levels of helping a product's customers, not colleagues. Drawn by GitLab (undated, less certain).

    Cyber intelligence to head of security
      Cyber intelligence officer → Specialised cyber security lead → Head of cyber security
      From watching threats to answering for security. Drawn by National Careers Service, England (2020).

    Technical track
      Helpdesk → Ops → Deployment → Design → Scripting
      Technical work, in five rungs from the helpdesk to scripting. Drawn by Michael Platt (2005). 10 voices about it, 4 of them objecting.

    Management track
      Ops manager → Engineering manager → IT manager → Infrastructure architect
      IT management, in four rungs from ops manager to infrastructure architect. Drawn by Michael Platt (2005). 8 voices about it, 3 of them objecting.

    Support to strategy
      Front line helpdesk / desktop engineer → Second line desktop support → System engineer → Senior engineer / consulting → Architect / strategic consultant
      One continuous track, from the front line of support to strategy. Drawn by Warren Brown (2005). 4 voices about it, 1 of them objecting.

    System administrator levels
      Level I, novice → Level II, junior → Level III, intermediate or advanced → Level IV, senior
      Four levels; only the title of the highest is the same everywhere, it finds. Drawn by SAGE, USENIX (undated, less certain).
    ");
}

#[test]
fn shipped_track() {
    insta::assert_snapshot!(real("/tracks technical"), @"
    Technical track

    Technical work, in five rungs from the helpdesk to scripting. Drawn by Michael Platt (2005): one view among others, not a checklist.

    5 rungs, lowest first
      1. Helpdesk (also on Support to networks to management, IT service management, Service desk, IT helpdesk, Support engineer, Support to strategy)
      2. Ops (also on Command and control)
      3. Deployment
      4. Design
      5. Scripting

    Ways out, at any rung
      - Management track (Michael Platt, 2005)
      - Developer (Michael Platt, 2005)

    Ways in, at any rung
      - Management track (Michael Platt, 2005)

    3 voices disagree: At which rung does the way into management branch off?

    What people say
      - Michael Platt (2005) replies to Michael Platt's manager: Infrastructure seems to have two tracks, a technical one and one for management.
      - Anonymous commenter (2005) partly agrees with Michael Platt: Finds most of it right, except that some people jump from one track to the other.
      - Warren Brown (2005) disagrees with Michael Platt: Is surprised to hear of two tracks only; but titles may differ, seen from outside the US.
      … and 7 more voices
    ");
}

#[test]
fn shipped_architect_is_asked_back() {
    insta::assert_snapshot!(real("/next architect"), @"
    Which one?

    Architect is more than one role. Which one do you mean?

    - Infrastructure architect
    - Solutions architect
    - Technical architect
    - Network architect
    - Cloud architect
    - Security architect
    - Enterprise architect
    - Database architect
    - Strategic consultant
    ");
}

#[test]
fn shipped_words() {
    insta::assert_snapshot!(real("I'm a sysadmin, could I become an architect?"), @"
    What comes after System administrator?

    Read “sysadmin” as System administrator.
    Commonly whoever gives machines and people what they need to work: installations, accounts, updates, backups.
    You aim at Architect. Nobody here names a direct way; this is where System administrator leads.

    Up
      - Information security analyst (US Bureau of Labor Statistics, 2025); to another track, says UK Cyber Security Council, undated, less certain
      - Site reliability engineer (GitLab, undated, less certain); at the same level, says 37signals, 2022
      - Network architect (US Bureau of Labor Statistics, 2025)
      - Senior administrator: next on System administrator levels, there called “Level IV, senior” (SAGE, USENIX, undated, less certain)

    Across
      - Cloud architect (Microsoft, 2019, less certain)

    Into management
      - IT manager (US Bureau of Labor Statistics, 2025, less certain)

    … and 1 more way

    3 voices disagree: Are administrators technicians or professionals?
    4 voices disagree: Out of which jobs do site reliability engineers come?
    4 voices disagree: Is the helpdesk a rung of administration, or another job?

    Where it stands
      - System administrator levels: rungs 1 to 3 of 4, there called Level I, novice → Level II, junior → Level III, intermediate or advanced (SAGE, USENIX, undated, less certain)

    Who comes into it
      Helpdesk, Ops

    What people say
      - O*NET, US Department of Labor (2025) says: Puts administrators in zone 4 (set in 2017), and systems engineers and architects in zone 3 (set in 2024): the administrator is the one who needs more preparation.
      - Australian Bureau of Statistics (2021) says: Sets support technicians on the second level of skill: a diploma, or experience of three years.
      - Australian Bureau of Statistics (2024) says: Sets cloud and DevOps engineers on its highest level of skill: a degree, or experience of five years.
    ");
}

#[test]
fn what_helps_nobody_else_is_private() {
    let knowledge = shipped();
    for (typed, tone, visibility) in [
        ("/next helpdesk", Tone::Answer, Visibility::AsAsked),
        ("/next architect", Tone::Question, Visibility::Private),
        ("/next xyzzy", Tone::Nothing, Visibility::Private),
    ] {
        let reply = reply_to(&knowledge, typed, Detail::Brief);
        assert_eq!((reply.tone, reply.visibility), (tone, visibility), "{typed}");
    }
}

/// A suggestion that is typed as a command gives what its button would.
#[test]
fn buttons_can_be_typed() {
    let knowledge = shipped();
    for typed in ["/next helpdesk", "/define architect", "/tracks", "/tracks technical", "/next architect"] {
        for button in reply_to(&knowledge, typed, Detail::Brief).buttons {
            let reply = reply_to(&knowledge, &button.question.as_command(), Detail::Brief);
            assert_eq!(reply.tone, Tone::Answer, "{typed}: {}", button.question.as_command());
        }
    }
}
