//! What people type and write, and what is read from it.

mod complete;
mod measures;
mod mentions;
mod properties;
mod titles;

use nextrole::knowledge::model::{RoleKey, Vocabulary};
use nextrole::knowledge::problem::{SourceFile, SourceFiles};
use nextrole::knowledge::{Options, check, load};
use nextrole::matching::{Found, Index};

/// A vocabulary with its index.
struct Asked {
    vocabulary: Vocabulary,
    index: Index,
}

impl Asked {
    /// The roles of a knowledge folder of this project.
    fn folder(path: &str) -> Asked {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        Asked::new(load(&folder, &Options::default()).vocabulary.unwrap())
    }

    /// Roles written as `id = name, alias, alias`, a line each.
    fn roles(lines: &str) -> Asked {
        let role = |line: &str| {
            let (id, names) = line.split_once(" = ").unwrap();
            let (name, aliases) = names.split_once(", ").unwrap_or((names, ""));
            let aliases: Vec<String> =
                aliases.split(", ").filter(|alias| !alias.is_empty()).map(|alias| format!("{alias:?}")).collect();
            format!("[[role]]\nid = {id:?}\nname = {name:?}\naliases = [{}]\n", aliases.join(", "))
        };
        let text: String = lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(role).collect();
        let file = SourceFile { path: "roles.toml".to_owned(), text };
        Asked::new(check(SourceFiles(vec![file]), &Options::default()).vocabulary.unwrap())
    }

    fn new(vocabulary: Vocabulary) -> Asked {
        Asked { index: Index::new(&vocabulary, &[]), vocabulary }
    }

    fn find(&self, typed: &str) -> Found<RoleKey> {
        self.index.find(typed).into_roles(&self.vocabulary)
    }

    fn id(&self, role: RoleKey) -> &str {
        &self.vocabulary.roles[role.index()].id
    }
}
