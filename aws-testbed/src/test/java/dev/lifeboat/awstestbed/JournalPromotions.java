package dev.lifeboat.awstestbed;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;

/// What the journals of runs tell of promotions.
public final class JournalPromotions {
  private JournalPromotions() {}

  /// When a run first meant to promote `region`.
  ///
  /// @param runs the folder of all runs
  public static Instant begun(Path runs, String region) throws Exception {
    var begun = new ArrayList<Instant>();
    try (var folders = Files.list(runs)) {
      for (var folder : folders.filter(Files::isDirectory).toList()) {
        var run = new RunId(folder.getFileName().toString());
        JournalReader.read(RunFolder.of(runs, run).journal()).entries().stream()
            .filter(entry -> means(entry.event(), region))
            .map(Entry::at)
            .forEach(begun::add);
      }
    }
    return begun.stream().min(Instant::compareTo).orElseThrow();
  }

  private static boolean means(Event event, String region) {
    return event instanceof Event.PromotionIntended(var _, var _, var promoted, var _, var _)
        && promoted.equals(region);
  }
}
