/// What runs left behind: their list, their reports, their ledgers, and the old files that a lab
/// keeps. Start at [dev.lifeboat.cli.runs.RunsCommand]; what is read is
/// [dev.lifeboat.control.RunRecords]'s.
@NullMarked
package dev.lifeboat.cli.runs;

import org.jspecify.annotations.NullMarked;
