//! Every command × every role × whose record it is.

use super::examples::example;
use super::{COLUMNS, Stage, Whose, cell, tries};
use domain::Command;
use domain::attachment::AttachmentCommand;
use domain::calendar::HolidayCommand;
use domain::complaint::ComplaintCommand;
use domain::customer::CustomerCommand;
use domain::delivery::DeliveryCommand;
use domain::people::{PersonCommand, TeamCommand};
use domain::policy::PolicyCommand;
use domain::request::RequestCommand;
use domain::values::Json;
use domain::visit::VisitCommand;

/// What comes of a command: `A` applied, `=` so already, `Y` "no longer yours", `D` "denied", `N` no such record, `S` not in this
/// state, `O` one's own request.
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
const ONESELF: &str = "   A    A     A    A     A          A    A    A    A    A    A    A    A    D";
const NOT_YOURS: &str = " Y    Y     Y    Y     Y          Y    Y    Y    Y    Y    Y    Y    Y    Y";
const EVERYBODY: &str = " A    A     A    A     A          A    A    A    A    A    A    A    A    Y";
const SYSTEM: &str = "    D    D     D    D     D          D    D    D    D    A    D    D    D    D";
const REGISTERS: &str = " A    A     A    A     A          D    A    D    D    D    A    D    D    D";
const IMPORTS: &str = "   D    D     D    D     D          D    D    D    D    A    A    D    D    D";
const NAMES_ANY: &str = " D    A     D    A     A          D    A    D    D    D    A    D    D    D";

/// The lines of a command. Match on it without a wildcard: a new command must say here who may.
fn lines(command: &Command) -> Lines {
    match command {
        // CUS-01, CUS-06: a rep opens files for themself only; `missing` names nobody.
        Command::Customer(CustomerCommand::Register(_)) => {
            Lines { own: REGISTERS, team: NAMES_ANY, other: NAMES_ANY, gone: NAMES_ANY, missing: REGISTERS }
        }
        // CUS-09, ROL-02: who works with the customer, and who keeps the files where they may see them.
        Command::Customer(CustomerCommand::Correct(_) | CustomerCommand::Ordered(_)) => Lines {
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
        // DAT-03: whoever imports, whosever the customer is; the examples take back what was never imported.
        Command::Customer(CustomerCommand::Import(_)) => {
            Lines { own: IMPORTS, team: IMPORTS, other: IMPORTS, gone: IMPORTS, missing: IMPORTS }
        }
        Command::Customer(CustomerCommand::TakeBack(_)) => {
            let none = "D    D     D    D     D          D    D    D    D    N    N    D    D    D";
            Lines { own: none, team: none, other: none, gone: none, missing: none }
        }
        // COM-01: anyone who works here, about anyone; a fact is never refused for want of rights over the customer.
        // VIS-02, GIF-04: so is what happened at a visit, planned or not, and what became of a gift.
        Command::Complaint(ComplaintCommand::Take(_))
        | Command::Visit(VisitCommand::Begin(_) | VisitCommand::NotReached(_) | VisitCommand::Finish(_))
        | Command::Delivery(DeliveryCommand::Give(_) | DeliveryCommand::Confirm(_))
        | Command::Attachment(AttachmentCommand::Add(_)) => {
            Lines { own: EVERYBODY, team: EVERYBODY, other: EVERYBODY, gone: EVERYBODY, missing: EVERYBODY }
        }
        // COM-06: so is what a customer was told, but there must be a complaint.
        Command::Complaint(ComplaintCommand::Answer(_)) => Lines {
            own: EVERYBODY,
            team: EVERYBODY,
            other: EVERYBODY,
            gone: EVERYBODY,
            missing: " N    N     N    N     N          N    N    N    N    N    N    N    N    Y",
        },
        // VIS-05, VIS-14, GIF-02, COM-04, ROL-04: who works with the customer. A plan for one that is not there is for
        // nobody.
        Command::Visit(VisitCommand::Plan(_) | VisitCommand::Reschedule(_) | VisitCommand::Cancel(_))
        | Command::Delivery(DeliveryCommand::List(_) | DeliveryCommand::Cancel(_))
        | Command::Complaint(ComplaintCommand::Accept(_)) => Lines {
            own: "     A    A     A    A     A          D    A    D    D    D    D    D    D    D",
            team: "    Y    A     Y    A     A          D    A    D    D    D    D    D    D    D",
            other: "   Y    Y     Y    Y     A          D    A    D    D    D    D    D    D    D",
            gone: "    Y    Y     Y    Y     A          D    A    D    D    D    D    D    D    D",
            missing: " N    N     N    N     N          D    N    D    D    D    D    D    D    D",
        },
        Command::Request(command) => requests(command),
        // VIS-16: and whoever reported or confirmed it.
        Command::Visit(VisitCommand::Correct(_)) | Command::Delivery(DeliveryCommand::Correct(_)) => Lines {
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
        // Only the server knows that it has the bytes; a fact, so it is kept for somebody to look at.
        Command::Attachment(AttachmentCommand::Store(_)) => {
            Lines { own: NOT_YOURS, team: NOT_YOURS, other: NOT_YOURS, gone: NOT_YOURS, missing: NOT_YOURS }
        }
        // ROL-06: each for themself.
        Command::Person(PersonCommand::NameDeputies(_)) => {
            Lines { own: ONESELF, team: OTHERS, other: OTHERS, gone: OTHERS, missing: OTHERS }
        }
        Command::PolicyChange(command) => policy(command),
        Command::Person(PersonCommand::Put(_))
        | Command::Team(TeamCommand::Put(_))
        | Command::Holiday(HolidayCommand::Put(_)) => {
            Lines { own: SYSTEM, team: SYSTEM, other: SYSTEM, gone: SYSTEM, missing: SYSTEM }
        }
        // FOL-07; nobody entered these.
        Command::Holiday(HolidayCommand::Withdraw(_)) => {
            let none = "D    D     D    D     D          D    D    D    D    N    D    D    D    D";
            Lines { own: none, team: none, other: none, gone: none, missing: none }
        }
    }
}

//                        service    sales                 fin. g.m. adm. qua. sys. info ware tech none
const NO_REQUEST: &str = " N    N     N    N     N          N    N    N    N    N    N    N    N    D";
const OTHERS: &str = "     Y    Y     Y    Y     Y          Y    Y    Y    Y    Y    Y    Y    Y    D";

/// The same for requests. `own` and `gone` are requests of the actor, so there are none of those who may not ask; the others
/// are of the customer's owner, and were handed on to the actor, where the actor can decide.
fn requests(command: &RequestCommand) -> Lines {
    match command {
        // REQ-01: as a visit is planned.
        RequestCommand::Submit(_) => Lines {
            own: "     A    A     A    A     A          D    A    D    D    D    D    D    D    D",
            team: "    Y    A     Y    A     A          D    A    D    D    D    D    D    D    D",
            other: "   Y    Y     Y    Y     A          D    A    D    D    D    D    D    D    D",
            gone: "    Y    Y     Y    Y     A          D    A    D    D    D    D    D    D    D",
            missing: " N    N     N    N     N          D    N    D    D    D    D    D    D    D",
        },
        // REQ-02, ROL-06: who is asked, and never who asks.
        RequestCommand::Decide(_) | RequestCommand::HandOn(_) => Lines {
            own: "     O    O     O    O     O          N    O    N    N    N    N    N    N    D",
            team: "    Y    A     Y    A     A          Y    A    Y    Y    Y    Y    Y    Y    D",
            other: "   Y    Y     Y    Y     A          Y    A    Y    Y    Y    Y    Y    Y    D",
            gone: "    O    O     O    O     O          N    O    N    N    N    N    N    N    D",
            missing: NO_REQUEST,
        },
        RequestCommand::Copy(_) => Lines {
            own: "     A    A     A    A     A          N    A    N    N    N    N    N    N    D",
            team: "    Y    A     Y    A     A          Y    A    Y    Y    Y    Y    Y    Y    D",
            other: "   Y    Y     Y    Y     A          Y    A    Y    Y    Y    Y    Y    Y    D",
            gone: "    A    A     A    A     A          N    A    N    N    N    N    N    N    D",
            missing: NO_REQUEST,
        },
        // REQ-02: only who asked; these were not returned.
        RequestCommand::Resubmit(_) => Lines {
            own: "     =    =     =    =     =          N    =    N    N    N    N    N    N    D",
            team: OTHERS,
            other: OTHERS,
            gone: "    =    =     =    =     =          N    =    N    N    N    N    N    N    D",
            missing: NO_REQUEST,
        },
        RequestCommand::Withdraw(_) => Lines {
            own: "     A    A     A    A     A          N    A    N    N    N    N    N    N    D",
            team: OTHERS,
            other: OTHERS,
            gone: "    A    A     A    A     A          N    A    N    N    N    N    N    N    D",
            missing: NO_REQUEST,
        },
        // Only the server sees a visit begin for everybody.
        RequestCommand::Begin(_) => {
            Lines { own: NOBODY, team: NOBODY, other: NOBODY, gone: NOBODY, missing: NOBODY }
        }
        // REQ-02: who works with the customer, and who asked; these are not approved yet.
        RequestCommand::Cancel(_) | RequestCommand::Complete(_) | RequestCommand::GiveFeedback(_) => Lines {
            own: "     S    S     S    S     S          D    S    D    D    D    D    D    D    D",
            team: "    Y    S     Y    S     S          D    S    D    D    D    D    D    D    D",
            other: "   Y    Y     Y    Y     S          D    S    D    D    D    D    D    D    D",
            gone: "    S    S     S    S     S          D    S    D    D    D    D    D    D    D",
            missing: " N    N     N    N     N          D    N    D    D    D    D    D    D    D",
        },
    }
}

/// The same for changes of the policy: `own` and `gone` are proposals of the actor, the others were handed on to the actor.
fn policy(command: &PolicyCommand) -> Lines {
    let (own, other, missing) = match command {
        // ROL-09
        PolicyCommand::Propose(_) => {
            let some = "D    A     D    A     A          D    A    D    D    A    D    D    D    D";
            (some, some, some)
        }
        PolicyCommand::Decide(_) | PolicyCommand::HandOn(_) => (
            "           N    O     N    O     O          N    O    N    N    O    N    N    N    D",
            "           D    D     D    D     D          D    A    D    D    D    D    D    D    D",
            NO_REQUEST,
        ),
        PolicyCommand::Resubmit(_) => (
            "           N    =     N    =     =          N    =    N    N    =    N    N    N    D",
            OTHERS,
            NO_REQUEST,
        ),
        PolicyCommand::Withdraw(_) => (
            "           N    A     N    A     A          N    A    N    N    A    N    N    N    D",
            OTHERS,
            NO_REQUEST,
        ),
    };
    Lines { own, team: other, other, gone: own, missing }
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
        '=' => ("noop", ""),
        'S' => ("conflict", "out-of-order"),
        'O' => ("rejected", "own-request"),
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
