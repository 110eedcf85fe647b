package dev.lifeboat.cli;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// Drills that are over, as their folders tell them to whoever lists runs: the cache learns what
/// that takes, also of so many that they are read on all processors. They are written by hand,
/// since the classes that make a run are no part of a look.
final class TrainingRun {
  private static final int MANY = 60;
  private static final Instant FIRST = Instant.parse("2026-11-20T08:00:00Z");

  /// A journal's first line has none before it.
  private static final String NOTHING = "0".repeat(64);

  private TrainingRun() {}

  /// @param state the state folder
  static void make(Path state) throws IOException {
    for (int i = 0; i < MANY; i++) {
      make(state, "20261120-0800%02d-aaaa".formatted(i), FIRST.plusSeconds(i));
    }
  }

  private static void make(Path state, String run, Instant began) throws IOException {
    var folder = Files.createDirectories(state.resolve("runs").resolve(run));
    var result =
        """
        {"schema":"%s","plan":"storefront","workload":"shop","scenario":"region-loss",\
        "outcome":"passed","why":null,"run":"%s","startedAt":"%s","totalSeconds":40.5,\
        "rto":{"seconds":0.65},"rpo":{"seconds":0.04}}
        """
            .formatted(DrillResult.SCHEMA, run, began);
    Files.writeString(folder.resolve("result.json"), result);
    var opened =
        """
        {"sequence":0,"at":"%s","previous":"%s","more":0,"event":{"event":"RunOpened","run":"%s",\
        "planSha256":"%s","runbook":{"plan":"storefront","workload":"shop","mode":"failover",\
        "strategy":"WARM_STANDBY","source":"east","target":"west","steps":[]},"epoch":1,\
        "by":"ann","reason":"drill region-loss"}}\
        """
            .formatted(began, NOTHING, run, NOTHING);
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
