package dev.lifeboat.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what is right around and wrong within stops no verifier, and both say the same of it.
///
/// Method: one value of a file is replaced by another, often of another kind, then everything is
/// hashed and signed anew. Most are lies, some are not: only the agreement counts. Of the journal
/// only that an answer is given, since a stranger's runbook can be wrong in more ways than the page
/// names.
final class RandomForgeriesTest {
  private static final Pattern VALUE =
      Pattern.compile("\"[^\"]*\"(?!:)|-?\\d+(\\.\\d+)?(?=[,\\]}])|true|false|null");
  private static final List<String> FILES =
      List.of("held.json", "result.json", "canary.jsonl", "ledger.jsonl", "journal");
  private static final List<String> OTHERS =
      List.of(
          "0",
          "-1",
          "1",
          "2",
          "7",
          "1.5",
          "0.63",
          "1E9",
          "99999999999999999999",
          "true",
          "false",
          "null",
          "[]",
          "{}",
          "[[1,300]]",
          "{\"noStore\":true}",
          "{\"unread\":\"x\"}",
          "\"\"",
          "\"x\"",
          "\"acknowledged\"",
          "\"refused\"",
          "\"2026-11-20T15:04:08.500000Z\"",
          "\"1970-01-01T00:00:00.000000Z\"",
          "\"9999-01-01T00:00:00.000000Z\"",
          "\"DONE\"",
          "\"fence-orders\"");

  @TempDir Path folder;

  @Test
  void both_verifiers_say_the_same_of_60_signed_forgeries() throws Exception {
    forge(new Random().nextLong(), 60);
  }

  @Test
  @Tag("proof")
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void both_verifiers_say_the_same_of_4_000_signed_forgeries() throws Exception {
    var seeds = new Random();
    for (int done = 0; done < 4_000; done += 200) {
      forge(seeds.nextLong(), 200);
    }
  }

  private void forge(long seed, int count) throws Exception {
    var random = new Random(seed);
    var keys = SampleFolder.keys(folder.resolve("keys"));
    var honest = SampleFolder.open(Files.createTempDirectory(folder, "honest"));
    var copies = Files.createTempDirectory(folder, "copies");
    var folders = new ArrayList<Path>();
    var what = new ArrayList<String>();
    var ours = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var copy = Folders.copy(honest.folder(), copies.resolve("c" + i));
      var run = new RunFolder(SampleFolder.RUN, copy);
      var forgery = new Forgery(run, keys);
      var file = FILES.get(random.nextInt(FILES.size()));
      var lie = new StringBuilder();
      if (file.equals("journal")) {
        forgery.event(random.nextInt(), event -> changed(event, random, lie));
      } else {
        Files.writeString(
            copy.resolve(file), changed(Files.readString(copy.resolve(file)), random, lie));
      }
      forgery.seal();
      folders.add(copy);
      what.add("seed %d, forgery %d: %s: %s".formatted(seed, i, file, lie));
      ours.add(said(copy, what.getLast()));
    }
    var script = PythonVerifier.of(folders);
    for (int i = 0; i < count; i++) {
      var word = script.words().get(folders.get(i));
      if (!what.get(i).contains(": journal: ")) {
        assertThat(PythonVerifier.brokenFile(word))
            .as("%s; ours: %s; the script: %s", what.get(i), ours.get(i), word)
            .isEqualTo(ours.get(i));
      }
    }
    Folders.delete(copies);
  }

  private static String said(Path copy, String what) throws Exception {
    try {
      return EvidenceVerifier.verify(copy) instanceof Verification.Broken(var finding)
          ? finding.file()
          : "";
    } catch (RuntimeException crash) {
      throw new AssertionError(what, crash);
    }
  }

  private static String changed(String text, Random random, StringBuilder lie) {
    // The first lines of a log weigh more than any other, and are few.
    int end = random.nextBoolean() ? text.length() : Math.min(text.length(), 400);
    var values = VALUE.matcher(text).results().filter(it -> it.end() <= end).toList();
    MatchResult value = values.get(random.nextInt(values.size()));
    var other = OTHERS.get(random.nextInt(OTHERS.size()));
    lie.append(value.group()).append(" at ").append(value.start()).append(" is ").append(other);
    return text.substring(0, value.start()) + other + text.substring(value.end());
  }
}
