//! Teams: regions whose customers one supervisor looks after.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::Command;
use domain::people::{PutTeam, Team, TeamCommand};
use domain::values::{Members, TeamId};
use serde::{Deserialize, Serialize};

use super::{Administrator, put};
use crate::accounts::token::new_id;
use crate::api::body::Form;
use crate::api::problem::Problem;
use crate::state::AppState;

#[derive(Deserialize)]
pub(in crate::api) struct NewTeam {
    name: String,
}

#[derive(Serialize)]
struct Founded {
    team_id: TeamId,
}

pub(in crate::api) async fn found(
    State(app): State<AppState>,
    proof: Administrator,
    Form(form): Form<NewTeam>,
) -> Result<Response, Problem> {
    let who = *proof.who();
    let founded = app.write(&proof, move |ledger, now| {
        let team = TeamId(new_id(now.utc_ms)?);
        let record = Team { name: form.name.trim().to_owned(), department: None, kept: Members::new() };
        let command = Command::Team(TeamCommand::Put(PutTeam { team: record }));
        put(ledger, &who, now, team.into(), &command)?;
        Ok(Founded { team_id: team })
    });
    Ok((StatusCode::CREATED, Json(founded.await?)).into_response())
}
