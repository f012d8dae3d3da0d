//! What needs files, threads or codecs: reading and writing picture files, walking a picture on all cores,
//! keeping rendered tiles. Not for WASM.
