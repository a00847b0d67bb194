//! `colonnade schema`: prints the schema, whole or as a role sees it.

use std::process::ExitCode;

use anyhow::bail;
use clap::Args;
use domain::platform::access::{default_roles::Reach, matrix};
use graph::schema::{Model, Use, sdl, visible};

/// Print the schema
#[derive(Debug, Args)]
pub struct Schema {
    /// Print only what this default role may use, such as headteacher
    #[arg(long = "as", value_name = "ROLE")]
    role: Option<String>,
}

/// Runs the command.
pub fn run(options: &Schema) -> anyhow::Result<ExitCode> {
    super::result(&print(options.role.as_deref())?)?;
    Ok(ExitCode::SUCCESS)
}

/// The schema as text.
pub fn print(role: Option<&str>) -> anyhow::Result<String> {
    let catalogue = domain::catalogue();
    let broken = graph::verify::all(&catalogue);
    if !broken.is_empty() {
        bail!("{}", broken.join("\n"));
    }
    let whole = Model::of(&catalogue);
    let model = match role {
        None => whole,
        Some(role) => {
            let held = matrix::held_by(role)?;
            visible(&whole, &|permission, to| {
                held.get(&permission)
                    .is_some_and(|reaches| to == Use::Read || reaches.iter().any(|reach| *reach != Reach::Own))
            })
        }
    };
    Ok(sdl(&model, &catalogue)?)
}
