use cdf_signin_tests::Person;

use crate::Transcript;

#[test]
fn files_that_stay_with_a_profile() {
    let person = Person::signed_in();
    person.add_profile("south");
    std::fs::create_dir(person.home.path().join("tools")).unwrap();
    let mut transcript = Transcript::of(&person.home);
    transcript.run_all(&[
        "write north --format dotenv --to tools/.env --keep-fresh",
        "write north --format sdk-json --to tools/north.json --take-back-after 90 --json",
        "status north",
        "status north --json",
        "write south --format dotenv --to tools/.env",
        "write north --format dotenv --to tools/.env --keep-fresh --take-back-after 0",
        "write north --keep-fresh",
        "write north --forget tools/other.env",
        "write north --forget tools/.env",
        "write north --forget tools/north.json --json",
        "status north --json",
    ]);
    transcript.is_golden("kept_files");
}
