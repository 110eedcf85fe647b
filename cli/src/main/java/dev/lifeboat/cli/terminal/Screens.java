package dev.lifeboat.cli.terminal;

/// Which of the two streams end at a screen, each for itself.
///
/// @param out whether data is read at once
/// @param err whether talk is, so that somebody waits
/// @param colours whether such screens may be coloured
public record Screens(boolean out, boolean err, boolean colours) {}
