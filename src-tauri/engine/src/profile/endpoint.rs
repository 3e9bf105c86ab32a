//! The token endpoint's keys in `profiles.toml`: `[token_endpoint]` for all, `token_endpoint = true` in a profile.

use std::net::IpAddr;

use toml_edit::{DocumentMut, Item, Table, TableLike};

use super::FieldProblem;
use super::document::{profile_table, set};
use crate::token_endpoint::EndpointSettings;

const KEY: &str = "token_endpoint";

/// The settings for all profiles.
pub(super) fn read(document: &DocumentMut) -> Result<EndpointSettings, FieldProblem> {
    let Some(item) = document.get(KEY) else { return Ok(EndpointSettings::default()) };
    let table = item
        .as_table_like()
        .ok_or_else(|| FieldProblem::new(KEY, "This has to be a table of settings.", "[token_endpoint]"))?;
    Ok(EndpointSettings {
        port: table.get("port").map(port).transpose()?,
        bind: table.get("bind").map(bind).transpose()?,
    })
}

fn port(item: &Item) -> Result<u16, FieldProblem> {
    let port = item.as_integer().and_then(|port| u16::try_from(port).ok()).filter(|port| *port >= 1024);
    port.ok_or_else(|| FieldProblem::new("token_endpoint.port", "This has to be a port from 1024 to 65535.", "24100"))
}

fn bind(item: &Item) -> Result<IpAddr, FieldProblem> {
    item.as_str().and_then(|address| address.trim().parse().ok()).ok_or_else(|| {
        FieldProblem::new("token_endpoint.bind", "This has to be an address of this machine, in numbers.", "172.17.0.1")
    })
}

/// Whether a profile's endpoint is on. Off is the answer wherever it is not plainly on.
pub(super) fn is_on(profile: &dyn TableLike) -> bool {
    profile.get(KEY).and_then(Item::as_bool).unwrap_or(false)
}

pub(super) fn switch(document: &mut DocumentMut, name: &str, on: bool) {
    let table = profile_table(document, name);
    if on {
        set(table, KEY, true.into());
    } else {
        table.remove(KEY);
    }
}

/// Off until it is switched on: also for a copy of a profile whose endpoint is on.
pub(super) fn leave_off(profile: &mut dyn TableLike) {
    profile.remove(KEY);
}

/// Writes the port down, unless there is one by now.
pub(super) fn keep_port(document: &mut DocumentMut, port: u16) {
    let root = document.as_table_mut();
    if !root.get(KEY).is_some_and(Item::is_table_like) {
        root.insert(KEY, Item::Table(Table::new()));
    }
    if let Some(table) = root.get_mut(KEY).and_then(Item::as_table_like_mut).filter(|table| table.get("port").is_none())
    {
        set(table, "port", i64::from(port).into());
    }
}
