//! Every drawing has one text, and every other text is none.

use super::*;
use proptest::prelude::*;

fn point(across: u16, down: u16) -> Point {
    Point { across, down }
}

fn stroke(points: &[(u16, u16)]) -> Stroke {
    Stroke(points.iter().map(|(across, down)| point(*across, *down)).collect())
}

/// What a hand can draw, and a trembling one.
fn any_stroke() -> impl Strategy<Value = Stroke> {
    let points = prop_oneof![
        9 => prop::collection::vec((0..ACROSS, 0..DOWN), 1..12),
        1 => prop::collection::vec((0..ACROSS, 0..DOWN), 200..400),
        1 => prop::collection::vec((400..420_u16, 200..220_u16), 1..40),
    ];
    points.prop_map(|points| {
        let mut points = points.into_iter().map(|(across, down)| point(across, down));
        let mut stroke = Stroke::begin(points.next().unwrap());
        points.for_each(|point| stroke.go(point));
        stroke
    })
}

proptest! {
    #[test]
    fn what_was_drawn_is_read_again(strokes in prop::collection::vec(any_stroke(), 0..30)) {
        let ink = Ink(strokes);
        prop_assert_eq!(Ink::parse(&ink.to_string()), Some(ink));
    }

    /// Whatever is drawn, the record stays small, and what is drawn later does not take what was there.
    #[test]
    fn it_never_grows_beyond_its_limit(
        strokes in prop::collection::vec(any_stroke(), 1..30), max in 40..2000_usize
    ) {
        let mut ink = Ink::default();
        for stroke in strokes {
            let before = ink.0.len();
            ink = ink.with(stroke, max);
            prop_assert!(ink.to_string().len() <= max);
            prop_assert!(ink.0.len() >= before);
            prop_assert_eq!(Ink::parse(&ink.to_string()), Some(ink.clone()));
        }
        prop_assert!(!ink.0.is_empty());
    }

    #[test]
    fn no_other_text_is_a_drawing(text in prop_oneof![".{0,12}", "1[.][A-Za-z0-9_.-]{0,12}"]) {
        if let Some(ink) = Ink::parse(&text) {
            prop_assert_eq!(ink.to_string(), text);
        }
    }

    #[test]
    fn places_outside_are_at_the_edge(across in any::<f64>(), down in any::<f64>()) {
        let point = Point::at(across, down);
        prop_assert!(point.across < ACROSS && point.down < DOWN);
    }
}

#[test]
fn the_text_is_the_one_that_stands_in_records() {
    let ink = Ink(vec![stroke(&[(0, 0), (15, 1), (0, 399)]), stroke(&[(999, 16)])]);
    assert_eq!(ink.to_string(), "1.AAeCf8Y.u-BgB");
    assert_eq!(Ink::parse("1.AAeCf8Y.u-BgB"), Some(ink));
    assert_eq!(Ink::parse(""), Some(Ink::default()));
}

#[test]
fn what_is_malformed_is_no_drawing() {
    for wrong in [
        "1",     // says nothing
        "1.",    // a stroke without a point
        "1.A",   // half a point
        "1.AAA", // half a point more
        "1.BA",  // minus nothing
        "1.gAA", // a number with an empty end
        "1.ggggggA",
        "1.AD",     // above the edge
        "1.w-BA",   // right of it: 1000
        "1.A!",     // another letter
        "2.AA",     // another way of writing
        "1AA",      // no dot
        "1.AA.",    // nothing behind the dot
        " 1.AA",    // blanks
        "1.AA\n",   // and lines
        "01.AA",    // another number
        "1.gggggg", // no end
    ] {
        assert_eq!(Ink::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn a_line_is_smooth_and_ends_where_the_pen_did() {
    assert_eq!(stroke(&[(10, 20)]).path(), "M10 20h.1");
    assert_eq!(stroke(&[(10, 20), (30, 40)]).path(), "M10 20L30 40");
    assert_eq!(stroke(&[(10, 20), (30, 40), (50, 20)]).path(), "M10 20Q30 40 40 30L50 20");
    assert_eq!(Ink(vec![stroke(&[(1, 2)]), stroke(&[(3, 4)])]).path(), "M1 2h.1M3 4h.1");
}

#[test]
fn a_hand_that_rests_adds_nothing() {
    let mut resting = Stroke::begin(point(100, 100));
    for _ in 0..1000 {
        resting.go(point(102, 101));
    }
    assert_eq!(resting, stroke(&[(100, 100)]));
    resting.go(point(104, 100));
    assert_eq!(resting, stroke(&[(100, 100), (104, 100)]));
}

#[test]
fn a_place_is_a_part_of_the_pad() {
    assert_eq!(Point::at(0.5, 0.25), point(500, 100));
    assert_eq!(Point::at(1.0, 1.2), point(999, 399));
    assert_eq!(Point::at(-0.1, f64::NAN), point(0, 0));
}

#[test]
fn the_last_stroke_is_taken_back() {
    let (one, two) = (stroke(&[(1, 1)]), stroke(&[(2, 2)]));
    let ink = Ink::default().with(one.clone(), 100).with(two, 100);
    assert_eq!(ink.undone(), Ink(vec![one]));
    assert_eq!(Ink::default().undone(), Ink::default());
}
