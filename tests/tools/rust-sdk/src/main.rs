//! Asks CDF for two time series, once for each line on stdin, with the client that the SDK makes of the environment.

use std::io::stdin;

use cognite::time_series::TimeSeriesFilterRequest;
use cognite::{CogniteClient, FilterWithRequest};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let client = CogniteClient::new_oidc("a-persons-program", None).unwrap();
    for _ in stdin().lines() {
        let two = TimeSeriesFilterRequest { limit: Some(2), ..Default::default() };
        let found = client.time_series.filter(two).await.unwrap();
        let names: Vec<_> = found.items.into_iter().map(|series| series.name).collect();
        println!("{}", serde_json::json!({ "time_series": names }));
    }
}
