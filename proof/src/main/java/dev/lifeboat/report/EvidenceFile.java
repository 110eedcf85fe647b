package dev.lifeboat.report;

/// One file of a run's folder.
///
/// @param sha256 of its bytes, in lower-case hexadecimal
record EvidenceFile(String name, long bytes, String sha256) {}
