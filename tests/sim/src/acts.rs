//! What people do: the commands of the product, on what their screen shows.

use crate::chance::Chance;
use crate::{gifts, requests, visits};
use domain::access::Pair;
use domain::attachment::{Add, Mime};
use domain::complaint::{self, Accept, Note, NoteForm, Take};
use domain::customer::{self, Assign, Customer, Profile, ProfileForm, Register};
use domain::form::{Draft, Form};
use domain::merge::CorrectFields;
use domain::values::{BlobId, CommandId, Moment, RecordId, UserId};
use domain::{Command, Policies, Record};
use sync::replica::{Asleep, Intent, Replica};

/// Something a person could do now, looking at this replica: one to three commands, saved together; or what must be
/// read before it can be looked at.
pub(crate) fn something(
    replica: &Replica,
    chance: &mut Chance,
    at: Moment,
    people: &[UserId],
) -> Result<Vec<Intent>, Asleep> {
    let customers: Vec<RecordId> = replica.ids_of("customer").into_iter().collect();
    let complaints: Vec<RecordId> = replica.ids_of("complaint").into_iter().collect();
    Ok(match chance.below(100) {
        0..=9 => take(replica, chance, at, &customers),
        10..=25 => correct_complaint(replica, chance, at, &complaints)?,
        26..=30 => on(complaints, chance, at, |_| Some(Command::Complaint(Accept {}.into()))),
        31..=37 => {
            let (id, register) = register(replica, chance, at);
            let mut both = vec![register];
            if chance.percent(50) {
                both.extend(
                    take(replica, chance, at, &[id]).into_iter().map(|i| Intent { deps: vec![id], ..i }),
                );
            }
            both
        }
        38..=54 => correct_customer(replica, chance, at, &customers)?,
        55..=66 => visits::something(replica, chance, at, &customers)?,
        67..=71 => gifts::something(replica, chance, at, &customers)?,
        72..=95 => requests::something(replica, chance, at, &customers, people)?,
        _ => {
            let to = Pair { owner: chance.pick(people).copied(), salesperson: chance.pick(people).copied() };
            let Some(id) = chance.pick(&customers).copied() else { return Ok(Vec::new()) };
            match seen(replica, id)? {
                Some(Record::Customer(customer)) => {
                    let assign = Assign { from: customer.pair, to };
                    vec![intent(chance, at, id, Command::Customer(assign.into()))]
                }
                _ => Vec::new(),
            }
        }
    })
}

pub(crate) fn seen(replica: &Replica, id: RecordId) -> Result<Option<Record>, Asleep> {
    Ok(replica.view(id, &Policies::default())?.map(|view| view.record))
}

pub(crate) fn intent(chance: &mut Chance, at: Moment, rec: RecordId, command: Command) -> Intent {
    // Some can be taken back for a while, as in the app.
    let hold_ms = if chance.percent(20) { 6_000 } else { 0 };
    Intent { id: CommandId(chance.id(at.utc_ms)), rec, command, deps: Vec::new(), hold_ms }
}

fn on(
    ids: Vec<RecordId>,
    chance: &mut Chance,
    at: Moment,
    make: impl Fn(RecordId) -> Option<Command>,
) -> Vec<Intent> {
    let Some(id) = chance.pick(&ids).copied() else { return Vec::new() };
    make(id).map(|command| intent(chance, at, id, command)).into_iter().collect()
}

pub(crate) const WORDS: [&str; 6] = ["甲", "乙", "丙", "丁", "", "戊"];

fn note(chance: &mut Chance, at: Moment, customer: &str) -> Note {
    let what = format!("{} {}", WORDS[chance.below(4)], chance.next() % 1000);
    let draft = NoteForm::fresh()
        .with(complaint::keys::CUSTOMER, customer)
        .with(complaint::keys::WHAT, what)
        .with(complaint::keys::BATCH, WORDS[chance.below(6)]);
    NoteForm::check(&draft, at).expect("a complete note")
}

fn take(replica: &Replica, chance: &mut Chance, at: Moment, customers: &[RecordId]) -> Vec<Intent> {
    let customer = match chance.below(10) {
        0 => "张先生".to_owned(),
        // Somebody else's customer, or nobody's.
        1 => RecordId(chance.id(at.utc_ms)).to_string(),
        _ => chance.pick(customers).map_or_else(|| "李女士".to_owned(), ToString::to_string),
    };
    let id = RecordId(chance.id(at.utc_ms));
    let note = note(chance, at, &customer);
    let parent = customer.parse().ok();
    let mut intents = vec![intent(chance, at, id, Command::Complaint(Take { note }.into()))];
    if chance.percent(30) {
        let mut digest = [0; 32];
        digest[..8].copy_from_slice(&chance.next().to_be_bytes());
        let sha256 = BlobId::from_digest(digest);
        let add = Add { of: id, customer: parent, sha256, thumb_sha256: None, size: 9, mime: Mime::Jpeg };
        let photo = RecordId(chance.id(at.utc_ms));
        let mut add = intent(chance, at, photo, Command::Attachment(add.into()));
        add.deps.push(id);
        intents.push(add);
    }
    let _ = replica;
    intents
}

/// A customer that was there from the beginning.
pub(crate) fn customer(pair: Pair, n: i64) -> Record {
    Customer::new(Profile::named(&format!("老客户 {n}")), pair, Moment::new(n, 480)).into()
}

fn register(replica: &Replica, chance: &mut Chance, at: Moment) -> (RecordId, Intent) {
    let profile = Profile::named(&format!("客户 {}", chance.next() % 1000));
    let me = Some(replica.user());
    let pair = match chance.below(3) {
        0 => Pair { owner: me, salesperson: None },
        1 => Pair { owner: None, salesperson: me },
        _ => Pair { owner: me, salesperson: me },
    };
    let id = RecordId(chance.id(at.utc_ms));
    (id, intent(chance, at, id, Command::Customer(Register { profile, pair }.into())))
}

/// Words that people put on files.
const TAGS: [&str; 4] = ["老客户", "节日礼", "上午", "会员"];

/// One or two fields changed to something else.
pub(crate) fn change<F: Form>(shown: &Draft, keys: &[&str], chance: &mut Chance) -> Option<CorrectFields> {
    let mut after = shown.clone();
    for _ in 0..=chance.below(2) {
        let key = *chance.pick(keys)?;
        if key == customer::keys::TAGS {
            let tag = *chance.pick(&TAGS)?;
            let mut tags = after.many(key);
            if !tags.remove(tag) {
                tags.insert(tag.to_owned());
            }
            after.set_many(key, tags.iter().map(String::as_str));
        } else if key == customer::keys::PHONE {
            after.set(key, format!("137{:08}", chance.next() % 100));
        } else {
            after.set(key, format!("{}{}", WORDS[chance.below(4)], chance.next() % 50));
        }
    }
    CorrectFields::between::<F>(shown, &after)
}

fn correct_complaint(
    replica: &Replica,
    chance: &mut Chance,
    at: Moment,
    ids: &[RecordId],
) -> Result<Vec<Intent>, Asleep> {
    use complaint::keys::{BATCH, PRODUCT, WHAT};
    let Some(id) = chance.pick(ids).copied() else { return Ok(Vec::new()) };
    let Some(Record::Complaint(found)) = seen(replica, id)? else { return Ok(Vec::new()) };
    let correction = change::<NoteForm>(&NoteForm::show(&found.note), &[BATCH, PRODUCT, WHAT], chance);
    Ok(correction.map(|c| intent(chance, at, id, Command::Complaint(c.into()))).into_iter().collect())
}

fn correct_customer(
    replica: &Replica,
    chance: &mut Chance,
    at: Moment,
    ids: &[RecordId],
) -> Result<Vec<Intent>, Asleep> {
    use customer::keys::{NAME, PHONE, STREET, TAGS};
    let Some(id) = chance.pick(ids).copied() else { return Ok(Vec::new()) };
    let Some(Record::Customer(found)) = seen(replica, id)? else { return Ok(Vec::new()) };
    let shown = ProfileForm::show(&found.profile);
    let correction = change::<ProfileForm>(&shown, &[NAME, STREET, PHONE, TAGS], chance);
    Ok(correction.map(|c| intent(chance, at, id, Command::Customer(c.into()))).into_iter().collect())
}
