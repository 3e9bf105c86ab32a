use cdf_signin_tests::Person;

use crate::Transcript;

#[test]
fn files_that_stay_with_a_profile() {
    let person = Person::signed_in();
    person.add_profile("south");
    let mut transcript = Transcript::of(&person.home);
    transcript.run_all(&[
        "write north --format dotenv --to work/.env --keep-fresh",
        "write north --format sdk-json --to work/north.json --take-back-after 90 --json",
        "status north",
        "status north --json",
        "write south --format dotenv --to work/.env",
        "write north --format dotenv --to work/.env --keep-fresh --take-back-after 0",
        "write north --keep-fresh",
        "write north --forget work/other.env",
        "write north --forget work/.env",
        "write north --forget work/north.json --json",
        "status north --json",
    ]);
    transcript.is_golden("kept_files");
}
