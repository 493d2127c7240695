//! Checks come next.
use crate::run::Outcome;
pub(crate) fn test() -> Outcome<()> {
    Ok(())
}
pub(crate) fn journey(_n: &[String]) -> Outcome<()> {
    Ok(())
}
pub(crate) fn prove(_n: Option<&str>) -> Outcome<()> {
    Ok(())
}
