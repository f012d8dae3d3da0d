//! Makes an empty database with today's schema, so that `sqlx::query!` checks every statement while compiling.
//! It replaces a committed query cache: there is nothing to keep in step by hand, and no tool to install.

use sqlx::ConnectOptions as _;
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=migrations");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let database = out.join("schema.db");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime of one thread starts");
    runtime.block_on(migrate(&database));
    println!(
        "cargo::rustc-env=DATABASE_URL=sqlite://{}",
        database.display()
    );
}

/// A fresh file every time: a migration that was edited before it was released must not meet its older self.
async fn migrate(database: &Path) {
    match std::fs::remove_file(database) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            panic!("{} can't be replaced: {error}", database.display())
        }
        _ => {}
    }
    let mut connection = SqliteConnectOptions::new()
        .filename(database)
        .create_if_missing(true)
        .connect()
        .await
        .expect("a new database opens");
    let migrations = Migrator::new(Path::new("migrations"))
        .await
        .expect("the migrations are readable");
    migrations
        .run(&mut connection)
        .await
        .expect("the migrations run on an empty database");
    sqlx::Connection::close(connection)
        .await
        .expect("the new database closes");
}
