//! The texts of all languages: the same keys with the same arguments, every one of them used, none missing, none left in English.

#[path = "words/files.rs"]
mod files;
#[path = "words/languages.rs"]
mod languages;
#[path = "words/said.rs"]
mod said;
#[path = "words/sources.rs"]
mod sources;
#[path = "words/texts.rs"]
mod texts;
