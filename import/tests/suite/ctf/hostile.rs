//! Transfer files that are not what they say: a clear refusal, nothing kept; and every encoding that is true.

use std::fs::File;

use scratch::{Kind, on_both};
use sea_orm::EntityTrait;

use super::trust::{REST, Trust, child, file, upn};

on_both!(
    entities_and_document_types
    documents_that_are_broken
    documents_that_are_too_much
    a_pupil_without_end_is_refused_alone
    many_invented_names_are_counted_and_not_kept
    one_refused_file_keeps_the_others_out
    every_true_encoding_reads
    untrue_encodings_are_refused
    the_given_file
);

fn good() -> String {
    file(&[child(&upn(REST), "Ashdown", ""), child(&upn("384999019002"), "Birch", "")])
}

async fn entities_and_document_types(on: Kind) {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE CTfile [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let external = "<!DOCTYPE CTfile SYSTEM \"http://example.com/ctf.dtd\">";
    for doctype in [bomb, external] {
        let body = good().replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", doctype);
        refused(on, body.as_bytes(), "has a document type at line 1").await;
    }
    refused(on, good().replace("Birch", "&b;").as_bytes(), "uses the entity &b; at line 10").await;
    refused(on, good().replace("Birch", "&#0;&bomb;").as_bytes(), "entity").await;
}

async fn documents_that_are_broken(on: Kind) {
    let good = good();
    refused(on, b"", "is empty").await;
    refused(on, b"UPN,Surname\n", "is no XML").await;
    refused(on, b"PK\x03\x04\x00", "zip archive").await;
    refused(on, b"<html><body/></html>", "begins with <html>").await;
    refused(on, good.replace("Common Transfer File", "School Census").as_bytes(), "calls itself").await;
    for length in [40, 300, good.len() / 2, good.len() - 12] {
        refused(on, &good.as_bytes()[..length], "").await;
    }
    refused(on, good.replace("</Surname>", "</surname>").as_bytes(), "is not well formed at line 9").await;
    refused(on, good.replace("Birch", "<<<").as_bytes(), "is not well formed").await;
    refused(on, format!("{good}{}", &good[good.find("<CTfile>").expect("the root")..]).as_bytes(), "goes on at line")
        .await;
    let none = good.find("<Pupil>").expect("a pupil")..good.rfind("</CTFpupilData>").expect("their end");
    refused(on, format!("{}{}", &good[..none.start], &good[none.end..]).as_bytes(), "has no pupils in it").await;
    let (header, end) = (good.find("<Header>").expect("a header"), good.find("</Header>").expect("its end") + 9);
    refused(on, format!("{}{}", &good[..header], &good[end..]).as_bytes(), "has pupils before its header").await;
}

async fn documents_that_are_too_much(on: Kind) {
    let deep = format!("<Pupil>{}{}</Pupil>", "<a>".repeat(100_000), "</a>".repeat(100_000));
    refused(on, file(&[deep]).as_bytes(), "more than 32 deep").await;
    let long = good().replace("Birch", &"x".repeat(1024 * 1024));
    refused(on, long.as_bytes(), "more than 256 KiB at line 10").await;
    let tag = good().replace("<Pupil>", &format!("<Pupil a=\"{}\">", "x".repeat(1024 * 1024)));
    refused(on, tag.as_bytes(), "more than 256 KiB").await;

    let trust = Trust::new(on).await;
    let path = trust.folder().join("huge.xml");
    File::create(&path).and_then(|file| file.set_len(300 * 1024 * 1024)).expect("a sparse file");
    let report = trust.import_files(&[path], &trust.how()).await;
    assert_eq!(report.exit_code(), 1);
    assert!(report.to_string().contains("has 300 MiB, and 256 are taken"), "{report}");
}

async fn a_pupil_without_end_is_refused_alone(on: Kind) {
    let trust = Trust::new(on).await;
    let parts = child(&upn("384999019003"), "Many", &"<Part/>".repeat(30_000));
    let words = child(&upn("384999019004"), "Long", &format!("<Part>{}</Part>", "word <b/>".repeat(200_000)));
    let report = trust.import(&file(&[parts, words, child(&upn(REST), "Ashdown", "")])).await;
    assert_eq!(
        (report.exit_code(), report.files[0].tally.inserted, report.files[0].tally.refused),
        (3, 1, 2),
        "{report}"
    );
    assert!(report.to_string().contains("more parts than any pupil has"), "{report}");
}

async fn many_invented_names_are_counted_and_not_kept(on: Kind) {
    let trust = Trust::new(on).await;
    let names: String = (0..5_000).map(|number| format!("<N{number}/>")).collect();
    let report = trust.import(&file(&[child(&upn(REST), "Ashdown", &names)])).await;
    assert_eq!(report.exit_code(), 0);
    assert!(report.files[0].remarks.join("").contains(", and 4900 more"), "{report}");
}

async fn one_refused_file_keeps_the_others_out(on: Kind) {
    let trust = Trust::new(on).await;
    let (good, bad) = (trust.file("a.xml", good()), trust.file("b.xml", "<html/>"));
    let report = trust.import_files(&[good, bad], &trust.how()).await;
    assert_eq!(report.exit_code(), 1);
    assert_eq!(trust.everything().await, "");
}

async fn every_true_encoding_reads(on: Kind) {
    let text = file(&[child(&upn(REST), "Béla", "")]);
    let declared = |name: &str| text.replace("encoding=\"UTF-8\"", &format!("encoding=\"{name}\""));
    let single = |name: &str| declared(name).chars().map(|letter| letter as u8).collect::<Vec<_>>();
    let double = |order: fn(u16) -> [u8; 2]| {
        std::iter::once(0xFEFF).chain(declared("UTF-16").encode_utf16()).flat_map(order).collect::<Vec<_>>()
    };
    let marked = [&b"\xef\xbb\xbf"[..], text.as_bytes()].concat();
    let undeclared = text.replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "").into_bytes();
    for bytes in [
        text.clone().into_bytes(),
        marked,
        undeclared,
        single("windows-1252"),
        single("ISO-8859-1"),
        double(u16::to_le_bytes),
        double(u16::to_be_bytes),
    ] {
        let trust = Trust::new(on).await;
        let path = trust.file("transfer.xml", bytes);
        let report = trust.import_files(&[path], &trust.how()).await;
        assert_eq!(report.exit_code(), 0, "{report}");
        assert_eq!(trust.pupil(&upn(REST)).await.expect("the child").family_name, "Béla");
    }
}

async fn untrue_encodings_are_refused(on: Kind) {
    let text = file(&[child(&upn(REST), "Béla", "")]);
    let single: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
    refused(on, &single, "is not UTF-8 at line 9").await;
    let declared = |name: &str| text.replace("encoding=\"UTF-8\"", &format!("encoding=\"{name}\""));
    refused(on, declared("windows-1252").as_bytes(), "its letters are UTF-8").await;
    refused(on, declared("UTF-16").as_bytes(), "says that it is UTF-16").await;
    refused(on, declared("EBCDIC").as_bytes(), "says that it is EBCDIC").await;
    let marked = [&b"\xef\xbb\xbf"[..], declared("windows-1252").as_bytes()].concat();
    refused(on, &marked, "begins like UTF-8").await;
}

/// The file given with the product's data, where it is there: never copied, so only counted.
async fn the_given_file(on: Kind) {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/ctf/3849990_CTF_3849991_001.xml");
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return;
    }
    let trust = Trust::new(on).await;
    let report = trust.import_files(std::slice::from_ref(&path), &trust.how()).await;
    let text = std::fs::read_to_string(&path).expect("the file");
    let pupils = text.matches("<Pupil>").count() as u64;
    assert_eq!((report.exit_code(), report.files[0].tally.inserted), (0, pupils), "{report}");
    let again = trust.import_files(&[path], &trust.how()).await;
    assert_eq!(again.files[0].tally.unchanged, pupils, "{again}");
    assert_eq!(
        entity::funding_flag::Entity::find().all(&trust.world.db).await.unwrap().len(),
        text.matches("<FSMinstance>").count()
    );
    assert_eq!(
        entity::sen_record::Entity::find().all(&trust.world.db).await.unwrap().len(),
        text.matches("<SEN>").count()
    );
}

async fn refused(on: Kind, bytes: &[u8], words: &str) {
    let trust = Trust::new(on).await;
    let path = trust.file("transfer.xml", bytes);
    let report = trust.import_files(&[path], &trust.how()).await;
    let text = report.to_string();
    assert_eq!(report.exit_code(), 1, "{words}: {text}");
    let refusal = report.files[0].refusal.as_deref().unwrap_or_default();
    assert!(!refusal.is_empty() && refusal.contains(words), "{words}: {text}");
    assert_eq!(trust.everything().await, "", "{words}");
}
