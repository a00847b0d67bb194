//! Old lines of the outbox go, and nobody who follows it notices.

use api::config::Limits;
use api::server::Running;
use chrono::{TimeDelta, Utc};
use scratch::{Kind, on_both};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;

use super::client::{PATIENCE, Socket};
use super::telling::{RECORDED, many_are_told, settle};
use super::trust::{Class, Trust};

on_both!(old_lines_go_and_nothing_is_told_twice_or_never);

async fn old_lines_go_and_nothing_is_told_twice_or_never(on: Kind) {
    let trust = &Trust::new(on).await;
    let server = trust.serve(Limits::default()).await;
    let teacher = trust.of("teacher").await;
    let class = Class::find(server.addr, &teacher).await;
    let mut socket = Socket::signed_in(server.addr, &teacher).await;
    socket.subscribe("told", RECORDED, json!({})).await;
    settle(&mut socket).await;

    let early = server.edge().engine.outbox_place().await.unwrap();
    many_are_told(trust, 1_234).await;
    let kept = Limits::default().outbox();
    // Old as they are, they were not final at that place, and may not have been read.
    assert_eq!(server.edge().engine.trim_outbox(Utc::now() - kept, early).await.unwrap(), 0);
    let trimming = async {
        let mut removed = 0;
        while removed < 1_234 {
            removed += trim(&server, kept).await;
        }
        removed
    };
    let recording = async {
        for pupil in 0..4 {
            class.record(server.addr, &teacher, pupil, 0).await;
        }
    };
    let (removed, ()) = tokio::time::timeout(PATIENCE, async { tokio::join!(trimming, recording) }).await.unwrap();
    assert_eq!((removed, lines(trust).await), (1_234, 4));
    assert_eq!(trim(&server, kept).await, 0, "young lines stay");

    for pupil in 0..4 {
        told(&mut socket, &class, pupil).await;
    }

    // All of them gone, what comes next still comes behind.
    let all = async {
        while lines(trust).await > 0 {
            trim(&server, TimeDelta::days(-1)).await;
        }
    };
    tokio::time::timeout(PATIENCE, all).await.unwrap();
    class.record(server.addr, &teacher, 4, 0).await;
    told(&mut socket, &class, 4).await;
    assert_eq!(entity::audit_event::Entity::find().count(&trust.db).await.unwrap(), 1_239, "the trail keeps all");
    server.shutdown().await;
}

/// The next that is told is this pupil's.
async fn told(socket: &mut Socket, class: &Class, pupil: usize) {
    let told = socket.message().await;
    assert_eq!(told["payload"]["data"]["assessmentRecorded"]["pupil"]["id"], class.pupils[pupil], "{told}");
}

/// Trims what is final by now.
async fn trim(server: &Running, kept: TimeDelta) -> u64 {
    let place = server.edge().engine.outbox_place().await.unwrap();
    server.edge().engine.trim_outbox(Utc::now() - kept, place).await.unwrap()
}

async fn lines(trust: &Trust) -> u64 {
    entity::outbox::Entity::find().count(&trust.db).await.unwrap()
}
