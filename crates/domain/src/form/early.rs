//! What was put in before a kept draft was found: both stay.

use super::{Draft, Field, Input, rows};

impl Draft {
    /// The kept draft with what a person put into the form `before` it was found, so that it is now as in `now`.
    ///
    /// Words go behind the kept ones, of lists what was added is added and what was taken out is out; of all else what
    /// was chosen last stands.
    #[must_use]
    pub fn with_early(&self, fields: &'static [Field], before: &Self, now: &Self) -> Self {
        let mut both = self.clone();
        for key in before.keys_with(now) {
            let (old, new, kept) = (before.get(key), now.get(key), self.get(key));
            if old == new {
                continue;
            }
            match rows::field(fields, key).map(|field| field.input) {
                Some(Input::Many(_) | Input::Photos | Input::Words { .. } | Input::Rows { .. }) => {
                    let (old, new) = (before.many(key), now.many(key));
                    let mut codes = self.many(key);
                    codes.extend(new.difference(&old).cloned());
                    codes.retain(|code| new.contains(code) || !old.contains(code));
                    both.set_many(key, codes.iter().map(String::as_str));
                }
                Some(Input::Line { .. } | Input::Text { .. }) if kept != old => {
                    both.set(key, format!("{kept}{}", new.strip_prefix(old).unwrap_or(new)));
                }
                _ => both.set(key, new),
            }
        }
        both
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &[Field] = &[Field::required("name", Input::Line { max: 9 })];
    const FIELDS: &[Field] = &[
        Field::optional("words", Input::Text { max: 9 }),
        Field::optional("kind", Input::Choice(&["a", "b"])),
        Field::optional("photos", Input::Photos),
        Field::rows("rows", ROW, 9),
    ];

    type Texts = &'static [(&'static str, &'static str)];

    fn draft(texts: &[(&str, &str)]) -> Draft {
        texts.iter().fold(Draft::default(), |draft, (key, text)| draft.with(key, *text))
    }

    #[test]
    fn what_was_put_in_early_and_what_was_kept_are_both_there() {
        let kept = draft(&[
            ("words", "湿了"),
            ("kind", "a"),
            ("photos", "1"),
            ("rows", "r1"),
            ("rows/r1/name", "顾"),
        ]);
        let fresh = draft(&[("kind", "a"), ("words", "")]);
        let cases: [(Texts, &str, &str); 7] = [
            (&[], "words", "湿了"),
            (&[("words", "很急")], "words", "湿了很急"),
            (&[("kind", "b")], "kind", "b"),
            (&[("photos", "2")], "photos", "1,2"),
            (&[("rows", "r2"), ("rows/r2/name", "李")], "rows", "r1,r2"),
            (&[("rows", "r2"), ("rows/r2/name", "李")], "rows/r2/name", "李"),
            (&[("rows", "r2"), ("rows/r2/name", "李")], "rows/r1/name", "顾"),
        ];
        for (early, key, wanted) in cases {
            let now = early.iter().fold(fresh.clone(), |now, (key, text)| now.with(key, *text));
            assert_eq!(kept.with_early(FIELDS, &fresh, &now).get(key), wanted, "{early:?}");
        }
    }

    #[test]
    fn what_stood_there_already_is_not_added_again() {
        let kept = draft(&[("words", "旧的话，湿了"), ("photos", "1,3")]);
        let fresh = draft(&[("words", "旧的话"), ("photos", "1,2")]);
        let both = kept.with_early(FIELDS, &fresh, &draft(&[("words", "旧的话很急"), ("photos", "2,4")]));
        assert_eq!(both, draft(&[("words", "旧的话，湿了很急"), ("photos", "3,4")]));
        let same = fresh.with_early(FIELDS, &fresh, &draft(&[("words", "别的话")]));
        assert_eq!(same.get("words"), "别的话");
    }
}
