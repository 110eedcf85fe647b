package dev.lifeboat.report;

/// One file of a run's folder.
///
/// @param bytes how many, for people
/// @param sha256 of its bytes, in lower-case hexadecimal
record EvidenceFile(String name, String bytes, String sha256) {}
