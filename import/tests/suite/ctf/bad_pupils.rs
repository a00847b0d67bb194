//! Pupils and parts of pupils that cannot be stored are reported one by one, and the rest of the file is stored.

use entity::pupil;
use scratch::{Kind, on_both};
use sea_orm::EntityTrait;

use super::trust::{REST, Trust, child, detailed, file, upn};

on_both!(
    one_bad_pupil_is_refused_alone
    all_faults_of_a_pupil_are_reported_at_once
    gender_is_what_older_files_call_it
    parts_that_cannot_be_read_are_left_out
    what_looks_odd_is_stored_with_a_warning
    numbers_that_belong_to_another_child
    unknown_elements_are_counted_by_name
);

async fn one_bad_pupil_is_refused_alone(on: Kind) {
    let good = upn(REST);
    let with = |element: &str, value: &str| {
        let plain = child(&good, "Bad", "");
        let start = plain.find(&format!("<{element}>")).expect("the element");
        let end = plain.find(&format!("</{element}>")).expect("its end") + element.len() + 3;
        format!("{}{value}{}", &plain[..start], &plain[end..])
    };
    for (pupil, reason) in [
        (with("UPN", ""), "has no UPN"),
        (with("UPN", "<UPN/>"), "a value is needed"),
        (with("UPN", "<UPN>A384999019001</UPN>"), "its check letter should be"),
        (with("UPN", "<UPN>384999019001</UPN>"), "thirteen characters"),
        (with("Surname", "<Surname> </Surname>"), "a value is needed"),
        (with("Forename", ""), "has no Forename"),
        (with("DOB", "<DOB>9 March</DOB>"), "write the day"),
        (with("DOB", "<DOB>2014-02-30</DOB>"), "write the day"),
        (with("DOB", "<DOB>1985-03-09</DOB>"), "makes the child 40"),
        (with("DOB", "<DOB>2025-03-09</DOB>"), "makes the child 0"),
        (with("Sex", "<Sex>X</Sex>"), "sex is F or M"),
    ] {
        let trust = Trust::new(on).await;
        let others = ["384999019002", "384999019003"].map(|rest| child(&upn(rest), "Good", ""));
        let report = trust.import(&file(&[others[0].clone(), pupil, others[1].clone()])).await;
        let tally = report.files[0].tally;
        assert_eq!((report.exit_code(), tally.read, tally.inserted, tally.refused), (3, 3, 2, 1), "{reason}: {report}");
        assert!(report.to_string().contains(reason), "{reason}: {report}");
        assert_eq!(pupil::Entity::find().all(&trust.world.db).await.unwrap().len(), 2);
    }
}

async fn all_faults_of_a_pupil_are_reported_at_once(on: Kind) {
    let trust = Trust::new(on).await;
    let report = trust.import(&file(&["<Pupil>\n<UPN>X</UPN>\n<DOB>never</DOB>\n</Pupil>".to_owned()])).await;
    let text = report.to_string();
    assert_eq!((report.exit_code(), report.files[0].tally.refused), (1, 1), "{text}");
    for part in ["line 10, refused, UPN \"X\"", "also DOB \"never\"", "no Surname", "no Forename", "no Sex"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

async fn gender_is_what_older_files_call_it(on: Kind) {
    let trust = Trust::new(on).await;
    let report = trust.import(&file(&[child(&upn(REST), "Ashdown", "").replace("Sex>", "Gender>")])).await;
    assert_eq!(report.exit_code(), 0, "{report}");
    assert_eq!(trust.pupil(&upn(REST)).await.expect("the child").sex, entity::codes::Sex::Female);
}

async fn parts_that_cannot_be_read_are_left_out(on: Kind) {
    let trust = Trust::new(on).await;
    let details = "<NCyearActual>17</NCyearActual><Ethnicity>BRITISH</Ethnicity><MedicalFlag>maybe</MedicalFlag>\
                   <EnrolStatus>Z</EnrolStatus><FormerUPN>A384999019001</FormerUPN>\
                   <Languages><Type><LanguageType>F</LanguageType><Language>Polish</Language></Type></Languages>";
    let more = "<UniqueLearnerNumber>1000000044</UniqueLearnerNumber><Address><PostCode>nowhere</PostCode></Address>\
                <FSMhistory><FSMinstance><FSMstartDate>2024-01-10</FSMstartDate><FSMendDate>2023-01-10</FSMendDate></FSMinstance></FSMhistory>\
                <SENhistory><SEN><SENprovision>K</SENprovision></SEN>\
                <SENneeds><SENneed><SENtype>XYZ</SENtype></SENneed></SENneeds></SENhistory>\
                <Contacts><Contact><Surname>Ashdown</Surname></Contact></Contacts>";
    let report = trust
        .import(&file(&[child(&upn(REST), "Ashdown", &format!("<BasicDetails>{details}</BasicDetails>{more}"))]))
        .await;
    let text = report.to_string();
    assert_eq!((report.exit_code(), report.files[0].tally.warned), (0, 12), "{text}");
    let pupil = trust.pupil(&upn(REST)).await.expect("the child is stored");
    assert_eq!((pupil.ethnicity, pupil.uln, pupil.postcode), (None, None, None));
    let year = entity::pupil_year::Entity::find().one(&trust.world.db).await.unwrap().expect("a year");
    assert_eq!((year.pupil_id, year.nc_year), (pupil.id, 6));
}

async fn what_looks_odd_is_stored_with_a_warning(on: Kind) {
    let trust = Trust::new(on).await;
    let odd = detailed(&upn("106999019001"), "Ashdown", "<NCyearActual>9</NCyearActual>");
    let report = trust.import(&file(&[odd])).await;
    let text = report.to_string();
    assert_eq!((report.exit_code(), report.files[0].tally.warned), (0, 2), "{text}");
    assert!(text.contains("no local authority has the code 106"), "{text}");
    assert!(text.contains("by age the child would be in year 6"), "{text}");
}

async fn numbers_that_belong_to_another_child(on: Kind) {
    let trust = Trust::new(on).await;
    let (one, two) = (upn(REST), upn("384999019002"));
    trust.import(&file(&[child(&one, "Ashdown", ""), child(&two, "Birch", "")])).await;
    let before = trust.everything().await;
    let both = detailed(&one, "Ashdown", &format!("<FormerUPN>{two}</FormerUPN>"));
    let other = child(&one, "Cedar", "").replace("2014-03-09", "2015-04-10");
    for (pupil, reason) in [(both, "those of two children here"), (other, "find out whose it is")] {
        let report = trust.import(&file(&[pupil])).await;
        assert_eq!(report.exit_code(), 1, "{report}");
        assert!(report.to_string().contains(reason), "{report}");
    }
    // A new surname alone, or a corrected birth date alone, is the same child.
    assert_eq!(trust.everything().await, before);
    let renamed = trust.import(&file(&[child(&one, "Cedar", "")])).await;
    assert_eq!(renamed.files[0].tally.updated, 1, "{renamed}");
    let twice = trust.import(&file(&[child(&two, "Birch", ""), child(&two, "Birch", "")])).await;
    assert_eq!((twice.exit_code(), twice.files[0].tally.refused), (3, 1), "{twice}");
    assert!(twice.to_string().contains("stands at line 9 already"), "{twice}");
}

async fn unknown_elements_are_counted_by_name(on: Kind) {
    let trust = Trust::new(on).await;
    let more = "<ShoeSize>3</ShoeSize><BasicDetails><Nickname>R</Nickname></BasicDetails>\
                <Attendance><YearData><Year>2024</Year></YearData></Attendance>";
    let pupils = ["384999019002", "384999019003"].map(|rest| child(&upn(rest), "Ashdown", more));
    let document = file(&pupils)
        .replace("<SupplierID>", "<Colour>red</Colour><SupplierID>")
        .replace("</CTfile>", "<Extra/></CTfile>");
    let report = trust.import(&document).await;
    assert_eq!((report.exit_code(), report.files[0].tally.inserted), (0, 2), "{report}");
    let remarks = report.files[0].remarks.join("\n");
    for part in ["Pupil/ShoeSize (2)", "Pupil/BasicDetails/Nickname (2)", "Header/Colour (1)", "Extra (1)"] {
        assert!(remarks.contains(part), "{part}: {remarks}");
    }
    assert!(remarks.contains("not imported, because no table holds it yet: Attendance (2)"), "{remarks}");
    assert!(remarks.contains("CTF 25.0 from 384/9990 to Lower Field (URN 900001)"), "{remarks}");
}
