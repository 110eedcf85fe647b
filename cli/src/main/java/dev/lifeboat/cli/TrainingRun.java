package dev.lifeboat.cli;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// A drill that is over, as its folder tells it to whoever lists runs: the cache learns what that
/// takes. It is written by hand, since the classes that make a run are no part of a look.
final class TrainingRun {
  private static final String RUN = "20261120-080000-aaaa";
  private static final String BEGAN = "2026-11-20T08:00:00Z";

  private TrainingRun() {}

  /// @param state the state folder
  static void make(Path state) throws IOException {
    var folder = Files.createDirectories(state.resolve("runs").resolve(RUN));
    var result =
        """
        {"schema":"%s","plan":"storefront","workload":"shop","scenario":"region-loss",\
        "outcome":"passed","why":null,"run":"%s","startedAt":"%s","totalSeconds":40.5,\
        "rto":{"seconds":0.65},"rpo":{"seconds":0.04}}
        """
            .formatted(DrillResult.SCHEMA, RUN, Instant.parse(BEGAN));
    Files.writeString(folder.resolve("result.json"), result);
    var opened =
        """
        {"sequence":1,"event":{"event":"RunOpened","run":"%s","plan":"storefront",\
        "workload":"shop","mode":"failover","reason":"drill region-loss"}}\
        """
            .formatted(RUN);
    var ended = line(opened, "\"event\":\"RunEnded\",\"outcome\":\"DONE\",\"why\":\"it is done\"");
    var hash = Sha256.of(result.getBytes(StandardCharsets.UTF_8));
    var sealed =
        line(ended, "\"event\":\"Sealed\",\"files\":{\"result.json\":\"%s\"}".formatted(hash));
    Files.writeString(
        folder.resolve("journal.jsonl"), String.join("\n", opened, ended, sealed) + "\n");
  }

  private static String line(String before, String event) {
    return "{\"previous\":\"%s\",\"event\":{%s}}"
        .formatted(Sha256.of(before.getBytes(StandardCharsets.UTF_8)), event);
  }
}
