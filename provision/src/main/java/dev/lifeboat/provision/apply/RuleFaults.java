package dev.lifeboat.provision.apply;

import java.util.List;

/// Rules between buckets that are not as the plan says.
///
/// @param wrong what would be mended, each in words
/// @param left what is not
record RuleFaults(List<String> wrong, List<String> left) {}
