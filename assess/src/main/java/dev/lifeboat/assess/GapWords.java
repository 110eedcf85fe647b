package dev.lifeboat.assess;

/// Words of a gap.
///
/// @param message what was found, with the figures it rests on
/// @param fix what to change in the plan
record GapWords(String message, String fix) {}
