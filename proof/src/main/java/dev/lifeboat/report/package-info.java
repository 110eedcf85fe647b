/// A run as people read it: one page for the engineer at three in the morning and the auditor
/// afterwards ([dev.lifeboat.report.ReportFile]), and a dozen lines for the terminal
/// ([dev.lifeboat.report.DrillSummary]).
///
/// Rules kept here:
///
/// - A view and nothing else: made from the files of the run's folder, so it can be made again at
///   any time and on any machine. The same files and time zone give the same bytes.
/// - A part that is missing is said to be missing, with why. Nothing is guessed, and no figure is
///   computed here that `result.json` already holds.
/// - The page needs no network, no script and no other file. Whatever a plan, a person or a proof
///   says is text there, never markup.
@NullMarked
package dev.lifeboat.report;

import org.jspecify.annotations.NullMarked;
