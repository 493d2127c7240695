//! What was drawn by hand, as a short text: a signature. The strokes lie on a grid, so they are the same on every
//! screen, and sharp at any size. Source: VIS-12, decision 0028
//!
//! The text: a `1` for this way of writing, then for each stroke a dot and its points. A point is two numbers, across
//! and down: of the first point from the corner, of each other from the point before. A number is written in base 64,
//! five bits a letter, the lowest first; the sixth bit says that more follow, the lowest of all is the sign. So a
//! signature takes one or two thousand letters.

use std::fmt::{self, Display, Formatter};

/// How many steps the grid has across.
pub const ACROSS: u16 = 1000;
/// How many steps the grid has down.
pub const DOWN: u16 = 400;

/// Points nearer to each other, in steps, are one: less than the width of the line.
const NEAR: u16 = 4;
/// This way of writing.
const VERSION: &str = "1";
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A place on the grid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Point {
    across: u16,
    down: u16,
}

impl Point {
    /// The place so far across and down, each from 0 to 1; what lies outside is at the edge.
    pub fn at(across: f64, down: f64) -> Self {
        Self { across: step(across, ACROSS), down: step(down, DOWN) }
    }

    /// The same in steps.
    fn on_grid(across: i32, down: i32) -> Option<Self> {
        let within = |steps: i32, all| u16::try_from(steps).ok().filter(|steps| *steps < all);
        Some(Self { across: within(across, ACROSS)?, down: within(down, DOWN)? })
    }

    fn is_near(self, other: Self, steps: u16) -> bool {
        let squared = |one: u16, two: u16| u32::from(one.abs_diff(two)).pow(2);
        squared(self.across, other.across) + squared(self.down, other.down) < u32::from(steps).pow(2)
    }

    const fn between(self, other: Self) -> Self {
        Self { across: u16::midpoint(self.across, other.across), down: u16::midpoint(self.down, other.down) }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` ends at the edges, and makes 0 of what is no number"
)]
fn step(part: f64, all: u16) -> u16 {
    ((part * f64::from(all)) as u16).min(all - 1)
}

/// One line, from pen down to pen up.
///
/// Invariant: it has a point.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stroke(Vec<Point>);

impl Stroke {
    /// The pen was put down here.
    pub fn begin(at: Point) -> Self {
        Self(vec![at])
    }

    /// The pen went on to there. Too near to be seen, it is left out.
    pub fn go(&mut self, to: Point) {
        if self.0.last().is_none_or(|last| !last.is_near(to, NEAR)) {
            self.0.push(to);
        }
    }

    /// As the `d` of an SVG path, in steps of the grid: through the middles between the points, bent towards the points.
    /// Of one point alone it is a dot.
    pub fn path(&self) -> String {
        let mut path = String::new();
        self.draw(&mut path);
        path
    }

    fn draw(&self, path: &mut String) {
        let mut points = self.0.iter().copied().peekable();
        let Some(first) = points.next() else { return };
        put(path, "M", first);
        if points.peek().is_none() {
            path.push_str("h.1");
        }
        while let Some(point) = points.next() {
            let Some(next) = points.peek() else {
                put(path, "L", point);
                break;
            };
            put(path, "Q", point);
            put(path, " ", point.between(*next));
        }
    }

    /// With fewer points: of those nearer than that one stays, and the end stays where it is.
    fn thinned(&self, steps: u16) -> Self {
        let mut kept: Vec<Point> = Vec::new();
        for point in &self.0 {
            if kept.last().is_none_or(|last| !last.is_near(*point, steps)) {
                kept.push(*point);
            }
        }
        if let (Some(end), [_, .., last]) = (self.0.last(), kept.as_mut_slice()) {
            *last = *end;
        }
        Self(kept)
    }

    fn write(&self, text: &mut String) {
        text.push('.');
        let (mut across, mut down) = (0, 0);
        for point in &self.0 {
            let (to_across, to_down) = (i32::from(point.across), i32::from(point.down));
            write_number(text, to_across - across);
            write_number(text, to_down - down);
            (across, down) = (to_across, to_down);
        }
    }

    fn read(text: &str) -> Option<Self> {
        let (mut across, mut down) = (0, 0);
        let (mut points, mut letters) = (Vec::new(), text.bytes());
        while letters.len() > 0 {
            across += read_number(&mut letters)?;
            down += read_number(&mut letters)?;
            points.push(Point::on_grid(across, down)?);
        }
        (!points.is_empty()).then_some(Self(points))
    }
}

/// Everything that was drawn; empty if nothing was.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ink(Vec<Stroke>);

impl Ink {
    /// Reads what [`Ink`] writes, and nothing else: each drawing has one text.
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::default());
        }
        let strokes = text.strip_prefix(VERSION)?.strip_prefix('.')?.split('.').map(Stroke::read);
        let ink = Self(strokes.collect::<Option<_>>()?);
        (ink.to_string() == text).then_some(ink)
    }

    /// All strokes as one path; see [`Stroke::path`].
    pub fn path(&self) -> String {
        let mut path = String::new();
        for stroke in &self.0 {
            stroke.draw(&mut path);
        }
        path
    }

    /// With another stroke, and no longer than `max` letters: where it would be longer, all strokes lose points, the
    /// nearest first. If even that is not enough, for a thousand strokes and more, the new one is not taken.
    #[must_use]
    pub fn with(self, stroke: Stroke, max: usize) -> Self {
        let mut more = self.clone();
        more.0.push(stroke);
        let mut near = NEAR;
        while more.to_string().len() > max {
            if near >= ACROSS {
                return self;
            }
            near *= 2;
            for stroke in &mut more.0 {
                *stroke = stroke.thinned(near);
            }
        }
        more
    }

    /// Without the last stroke.
    #[must_use]
    pub fn undone(mut self) -> Self {
        self.0.pop();
        self
    }
}

impl Display for Ink {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        let mut text = VERSION.to_owned();
        for stroke in &self.0 {
            stroke.write(&mut text);
        }
        f.write_str(&text)
    }
}

/// Writes a place of a path behind a word for how to get there.
fn put(path: &mut String, how: &str, to: Point) {
    path.push_str(how);
    path.push_str(&to.across.to_string());
    path.push(' ');
    path.push_str(&to.down.to_string());
}

fn write_number(text: &mut String, number: i32) {
    let mut rest = number.unsigned_abs() << 1 | u32::from(number < 0);
    loop {
        let more = rest >> 5 > 0;
        let at = (rest & 31 | u32::from(more) << 5) as usize;
        text.extend(LETTERS.get(at).copied().map(char::from));
        rest >>= 5;
        if !more {
            return;
        }
    }
}

/// The next number; nothing if the text ends within it, or it is larger than any way over the grid.
fn read_number(letters: &mut impl Iterator<Item = u8>) -> Option<i32> {
    let mut number = 0_u32;
    for shift in [0, 5, 10] {
        let letter = letters.next()?;
        let bits = u32::try_from(LETTERS.iter().position(|each| *each == letter)?).ok()?;
        number |= (bits & 31) << shift;
        if bits < 32 {
            let size = i32::try_from(number >> 1).ok()?;
            return Some(if number & 1 == 1 { -size } else { size });
        }
    }
    None
}

#[cfg(test)]
mod tests;
