//! The order of the functions in the module as it is sent: those that look alike stand together.
//!
//! The compiler makes the same function many times, for one type after another, and wasm-bindgen writes the largest
//! first. Brotli tells a repetition in fewer bits the nearer it lies, so the order alone is worth four per cent.
#![expect(
    clippy::indexing_slicing,
    reason = "a function's number is its place in lists that have one for each"
)]

use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt::Display;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

use crate::run::Outcome;

/// Functions are compared by all pieces of so many bytes, which is two or three instructions.
const PIECE: usize = 6;

/// A piece that more functions have than this says nothing about any two of them.
const COMMON: usize = 200;

/// The same module with its functions in another order.
pub(crate) fn alike_together(module: &[u8]) -> Outcome<Vec<u8>> {
    let (imported, bodies) = functions(module).map_err(broken)?;
    let order = by_likeness(&bodies);
    let mut places = vec![0; order.len()];
    for (place, function) in (imported..).zip(&order) {
        places[*function] = place;
    }
    let mut made = Module::new();
    let mut moving = Moving { imported, order, places };
    moving.parse_core_module(&mut made, Parser::new(0), module).map_err(broken)?;
    Ok(made.finish())
}

fn broken(problem: impl Display) -> String {
    format!("the compiled module cannot be read: {problem}")
}

/// How many functions the browser gives, and the bodies of the others.
fn functions(module: &[u8]) -> wasmparser::Result<(u32, Vec<&[u8]>)> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// From each function on to the one that is most like it among those that are left, beginning with the first.
fn by_likeness(bodies: &[&[u8]]) -> Vec<usize> {
    let mut having: HashMap<&[u8], Vec<usize>> = HashMap::new();
    let mut pieces = Vec::with_capacity(bodies.len());
    for (function, body) in bodies.iter().enumerate() {
        let mut different = 0;
        for piece in body.windows(PIECE) {
            let having = having.entry(piece).or_default();
            if having.last() != Some(&function) {
                having.push(function);
                different += 1;
            }
        }
        pieces.push(different);
    }
    let mut order = Vec::with_capacity(bodies.len());
    let mut is_left = vec![true; bodies.len()];
    let mut next = (!bodies.is_empty()).then_some(0);
    while let Some(function) = next {
        is_left[function] = false;
        order.push(function);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for piece in bodies[function].windows(PIECE) {
            let others = having.get(piece).filter(|having| having.len() <= COMMON);
            for other in others.into_iter().flatten().filter(|other| is_left[**other]) {
                *shared.entry(*other).or_default() += 1;
            }
        }
        // Compared as fractions, in whole numbers: a build gives the same bytes every time, everywhere.
        let all = |other: usize| pieces[function] + pieces[other];
        let most = shared.into_iter().max_by(|(a, shared_a), (b, shared_b)| {
            (shared_a * all(*b)).cmp(&(shared_b * all(*a))).then(b.cmp(a))
        });
        next = most.map(|(other, _)| other).or_else(|| is_left.iter().position(|left| *left));
    }
    order
}

/// Writes a module anew, each function in its new place and called there.
struct Moving {
    /// Functions of the browser; they come first and stay where they are.
    imported: u32,
    /// The old place of each function among the module's own, in the new order.
    order: Vec<usize>,
    /// The new number of each, in the old order.
    places: Vec<u32>,
}

impl Reencode for Moving {
    type Error = Infallible;

    fn function_index(&mut self, old: u32) -> Result<u32, Error> {
        let own = old.checked_sub(self.imported);
        Ok(own.map_or(old, |own| self.places[own as usize]))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<wasmparser::Result<Vec<_>>>()?;
        for old in &self.order {
            functions.function(types[*old]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<wasmparser::Result<Vec<_>>>()?;
        for old in self.order.clone() {
            self.parse_function_body(code, bodies[old].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{ExportKind, ExportSection, Function, TypeSection, ValType};

    use super::*;

    /// Two functions that are alike, one between them that is not, and one that calls all three.
    fn module() -> Vec<u8> {
        let constant = |numbers: &[i32]| {
            let mut function = Function::new([]);
            for number in numbers {
                function.instructions().i32_const(*number).drop();
            }
            function.instructions().i32_const(numbers[0]).end();
            function
        };
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        let alike: Vec<i32> = (300..320).collect();
        let other: Vec<i32> = (9000..9020).collect();
        for numbers in [&alike[..], &other, &alike[..19]] {
            functions.function(0);
            code.function(&constant(numbers));
        }
        functions.function(0);
        let mut calling = Function::new([]);
        calling.instructions().call(0).call(1).call(2).i32_add().i32_add().end();
        code.function(&calling);
        let mut exports = ExportSection::new();
        exports.export("calling", ExportKind::Func, 3);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&exports).section(&code);
        module.finish()
    }

    #[test]
    fn alike_stands_beside_alike_and_is_still_called() {
        let before = module();
        let after = alike_together(&before).unwrap();
        let (_, old) = functions(&before).unwrap();
        let (_, new) = functions(&after).unwrap();
        assert_eq!(new[..2], [old[0], old[2]]);
        // The one that calls: each call names the function it named before.
        let called = |body: &[u8]| [body[2], body[4], body[6]];
        let (from, to) =
            (called(old[3]), called(new.iter().find(|body| body.len() == old[3].len()).unwrap()));
        for (from, to) in from.into_iter().zip(to) {
            assert_eq!(old[usize::from(from)], new[usize::from(to)]);
        }
    }

    #[test]
    fn the_order_is_always_the_same() {
        let once = alike_together(&module()).unwrap();
        assert_eq!(alike_together(&module()).unwrap(), once);
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(alike_together(b"\0asm").is_err());
    }
}
