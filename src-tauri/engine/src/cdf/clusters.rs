//! The clusters' names that are known, to notice a slip of the finger. Any other name may be right too.

/// As Cognite's own tools list them; there are others, of single customers.
pub const KNOWN_CLUSTERS: [&str; 11] = [
    "api",
    "westeurope-1",
    "az-eastus-1",
    "az-power-no-northeurope",
    "asia-northeast1-1",
    "az-tyo-gp-001",
    "gc-dsm-gp-001",
    "bluefield",
    "greenfield",
    "aws-dub-dev",
    "az-ams-sp-002",
];

/// Whether that cluster is one of them: by its name, its host, or behind a private link.
pub fn is_known_cluster(cluster: &str) -> bool {
    KNOWN_CLUSTERS.contains(&name_of(cluster))
}

/// The known cluster whose name is nearest, where it is near enough to be meant.
pub fn similar_cluster(cluster: &str) -> Option<&'static str> {
    similar(name_of(cluster), KNOWN_CLUSTERS)
}

/// The candidate that `word` is likeliest a slip of: a letter or two away, and not itself.
pub fn similar<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // In a short name two letters are half of it.
    let most = if word.chars().count() < 6 { 1 } else { 2 };
    let distances = candidates.into_iter().map(|one| (strsim::osa_distance(word, one), one));
    distances
        .filter(|(distance, _)| (1..=most).contains(distance))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, one)| one)
}

/// `westeurope-1` of `x.plink.westeurope-1.cognitedata.com`.
fn name_of(cluster: &str) -> &str {
    let cluster = cluster.rsplit_once(".plink.").map_or(cluster, |(_, public)| public);
    cluster.strip_suffix(".cognitedata.com").unwrap_or(cluster)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger() {
        for (typed, meant) in [
            ("westeurope1", Some("westeurope-1")),
            ("westeurpoe-1", Some("westeurope-1")),
            ("westeurope-1", None),
            ("westeurope-l.cognitedata.com", Some("westeurope-1")),
            ("bluefeild", Some("bluefield")),
            ("north-cluster", None),
            ("app", Some("api")),
            ("gcp", None),
        ] {
            assert_eq!(similar_cluster(typed), meant, "{typed}");
        }
    }

    #[test]
    fn known_ones() {
        for known in ["api", "westeurope-1.cognitedata.com", "north.plink.westeurope-1.cognitedata.com"] {
            assert!(is_known_cluster(known), "{known}");
        }
        assert!(!is_known_cluster("westeurope-2") && !is_known_cluster("westeurope-1.example"));
    }
}
