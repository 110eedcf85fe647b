package dev.lifeboat.drill;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.watch.Watcher;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/// The process that holds a drill, and whoever follows it there.
///
/// @param resumption the command by which another process takes up a run
public record DrillHost(
    InstantSource clock,
    Watcher.Pause pause,
    Runs runs,
    People people,
    Narrator narrator,
    DrillKeeper keeper,
    Function<RunId, List<String>> resumption) {}
