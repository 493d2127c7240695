//! Every command × every role × whose record it is.

use super::examples::example;
use super::{COLUMNS, Stage, Whose, cell, tries};
use domain::Command;
use domain::attachment::AttachmentCommand;
use domain::complaint::ComplaintCommand;
use domain::customer::CustomerCommand;
use domain::people::{PersonCommand, TeamCommand};
use domain::values::Json;
use domain::visit::VisitCommand;

/// What comes of a command: `A` applied, `Y` "no longer yours", `D` "denied", `N` no such record.
struct Lines {
    own: &'static str,
    team: &'static str,
    other: &'static str,
    gone: &'static str,
    missing: &'static str,
}

//                        service    sales                 fin. g.m. adm. qua. sys. info ware tech none
//                        rep  sup.  rep  man.  director
const NOBODY: &str = "    D    D     D    D     D          D    D    D    D    D    D    D    D    D";
const NOT_YOURS: &str = " Y    Y     Y    Y     Y          Y    Y    Y    Y    Y    Y    Y    Y    Y";
const EVERYBODY: &str = " A    A     A    A     A          A    A    A    A    A    A    A    A    Y";
const SYSTEM: &str = "    D    D     D    D     D          D    D    D    D    A    D    D    D    D";
const REGISTERS: &str = " A    A     A    A     A          D    A    D    D    D    A    D    D    D";
const NAMES_ANY: &str = " D    A     D    A     A          D    A    D    D    D    A    D    D    D";

/// The lines of a command. Match on it without a wildcard: a new command must say here who may.
fn lines(command: &Command) -> Lines {
    match command {
        // CUS-01, CUS-06: a rep opens files for themself only; `missing` names nobody.
        Command::Customer(CustomerCommand::Register(_)) => {
            Lines { own: REGISTERS, team: NAMES_ANY, other: NAMES_ANY, gone: NAMES_ANY, missing: REGISTERS }
        }
        // CUS-09, ROL-02: who works with the customer, and who keeps the files where they may see them.
        Command::Customer(CustomerCommand::Correct(_)) => Lines {
            own: "     A    A     A    A     A          D    A    D    D    D    A    D    D    D",
            team: "    Y    A     Y    A     A          D    A    D    D    D    Y    D    D    D",
            other: "   Y    Y     Y    Y     A          D    A    D    D    D    Y    D    D    D",
            gone: "    Y    Y     Y    Y     A          D    A    D    D    D    Y    D    D    D",
            missing: " N    N     N    N     N          D    N    D    D    D    N    D    D    D",
        },
        // CUS-06
        Command::Customer(CustomerCommand::Assign(_)) => Lines {
            own: "     D    A     D    A     A          D    A    D    D    D    D    D    D    D",
            team: "    D    A     D    A     A          D    A    D    D    D    D    D    D    D",
            other: "   D    Y     D    Y     A          D    A    D    D    D    D    D    D    D",
            gone: "    D    Y     D    Y     A          D    A    D    D    D    D    D    D    D",
            missing: " D    N     D    N     N          D    N    D    D    D    D    D    D    D",
        },
        // COM-01: anyone who works here, about anyone; a fact is never refused for want of rights over the customer.
        // VIS-02: so is what happened at a visit, planned or not.
        Command::Complaint(ComplaintCommand::Take(_))
        | Command::Visit(VisitCommand::Begin(_) | VisitCommand::NotReached(_) | VisitCommand::Finish(_))
        | Command::Attachment(AttachmentCommand::Add(_)) => {
            Lines { own: EVERYBODY, team: EVERYBODY, other: EVERYBODY, gone: EVERYBODY, missing: EVERYBODY }
        }
        // VIS-05, VIS-14: who works with the customer. A plan for a customer that is not there is for nobody.
        Command::Visit(VisitCommand::Plan(_) | VisitCommand::Reschedule(_) | VisitCommand::Cancel(_)) => {
            Lines {
                own: "     A    A     A    A     A          D    A    D    D    D    D    D    D    D",
                team: "    Y    A     Y    A     A          D    A    D    D    D    D    D    D    D",
                other: "   Y    Y     Y    Y     A          D    A    D    D    D    D    D    D    D",
                gone: "    Y    Y     Y    Y     A          D    A    D    D    D    D    D    D    D",
                missing: " N    N     N    N     N          D    N    D    D    D    D    D    D    D",
            }
        }
        // VIS-16: and whoever reported it.
        Command::Visit(VisitCommand::Correct(_)) => Lines {
            own: "     A    A     A    A     A          D    A    D    D    D    D    D    D    D",
            team: "    Y    A     Y    A     A          D    A    D    D    D    D    D    D    D",
            other: "   Y    Y     Y    Y     A          D    A    D    D    D    D    D    D    D",
            gone: "    A    A     A    A     A          A    A    A    A    A    A    A    A    D",
            missing: " N    N     N    N     N          D    N    D    D    D    D    D    D    D",
        },
        // Who sees it, and who took it down.
        Command::Complaint(ComplaintCommand::Correct(_)) => Lines {
            own: "     A    A     A    A     A          A    A    A    A    A    A    A    A    D",
            team: "    Y    A     Y    A     A          Y    A    Y    Y    Y    Y    Y    Y    D",
            other: "   Y    Y     Y    Y     A          Y    A    Y    Y    Y    Y    Y    Y    D",
            gone: "    A    A     A    A     A          A    A    A    A    A    A    A    A    D",
            missing: " N    N     N    N     N          N    N    N    N    N    N    N    N    D",
        },
        // COM-04, ROL-04
        Command::Complaint(ComplaintCommand::Accept(_)) => Lines {
            own: "     A    A     A    A     A          D    A    D    D    D    D    D    D    D",
            team: "    Y    A     Y    A     A          D    A    D    D    D    D    D    D    D",
            other: "   Y    Y     Y    Y     A          D    A    D    D    D    D    D    D    D",
            gone: "    Y    Y     Y    Y     A          D    A    D    D    D    D    D    D    D",
            missing: " N    N     N    N     N          D    N    D    D    D    D    D    D    D",
        },
        // Only the server knows that it has the bytes; a fact, so it is kept for somebody to look at.
        Command::Attachment(AttachmentCommand::Store(_)) => {
            Lines { own: NOT_YOURS, team: NOT_YOURS, other: NOT_YOURS, gone: NOT_YOURS, missing: NOT_YOURS }
        }
        Command::Person(PersonCommand::Put(_)) | Command::Team(TeamCommand::Put(_)) => {
            Lines { own: SYSTEM, team: SYSTEM, other: SYSTEM, gone: SYSTEM, missing: SYSTEM }
        }
    }
}

impl Lines {
    const fn of(&self, whose: Whose) -> &'static str {
        match whose {
            Whose::Own => self.own,
            Whose::Team => self.team,
            Whose::Other => self.other,
            Whose::Gone => self.gone,
            Whose::Missing => self.missing,
        }
    }
}

fn verdict(letter: char) -> (&'static str, &'static str) {
    match letter {
        'A' => ("applied", ""),
        'Y' => ("rejected", "no-longer-yours"),
        'D' => ("rejected", "denied"),
        'N' => ("rejected", "not-found"),
        other => panic!("{other} says nothing"),
    }
}

#[test]
fn every_command_does_for_every_role_what_the_table_says() {
    let stage = Stage::new("matrix-commands");
    let actors = stage.actors();
    let (mut cells, mut wrong) = (0, Vec::new());
    let names = Command::names();
    for (name, version) in &names {
        for (column, actor) in &actors {
            for whose in Whose::ALL {
                let mutation = example(&stage, name, *version, actor, whose);
                let args: Json = serde_json::from_value(mutation["args"].clone()).unwrap();
                let command = Command::decode(name, *version, &args).unwrap();
                let want = verdict(cell(lines(&command).of(whose), *column));
                let head = stage.house.count("SELECT rev FROM counter");
                let got = tries(actor, &mutation);
                cells += 1;
                if (got.0.as_str(), got.1.as_str()) != want {
                    wrong.push(format!("{name}@{version} {column} {whose:?}: {got:?} and not {want:?}"));
                }
                let moved = stage.house.count("SELECT rev FROM counter") > head;
                assert_eq!(moved, got.0 == "applied", "{name} {column} {whose:?}");
            }
        }
    }
    assert_eq!(cells, names.len() * COLUMNS * Whose::ALL.len());
    assert_eq!(wrong, Vec::<String>::new(), "{} of {cells} cells", wrong.len());
}

#[test]
fn a_wrong_line_would_be_found() {
    // The tables differ in every column from some other line, so no column is held against itself only.
    for column in 0..COLUMNS {
        let letters = [NOBODY, NOT_YOURS, EVERYBODY].map(|line| cell(line, column));
        assert_ne!(letters[0], letters[1]);
        assert_ne!(letters[0], letters[2]);
    }
}
