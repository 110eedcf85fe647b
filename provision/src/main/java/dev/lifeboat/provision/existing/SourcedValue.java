package dev.lifeboat.provision.existing;

/// A value that a source says.
///
/// @param text as a plan has it
/// @param from where it was read, such as `cdk.json:7:27 rtoTargetMinutes`
record SourcedValue(String text, String from) {}
