package dev.lifeboat.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.report.ReportFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class EvidenceVerifierTest {

  @TempDir Path folder;

  private EvidenceKeys keys;
  private RunFolder run;

  @BeforeEach
  void seal() throws Exception {
    keys = SampleFolder.keys(folder.resolve("keys"));
    run = SampleFolder.sealed(folder, keys);
  }

  @Test
  void a_sealed_folder_is_intact_and_its_figures_are_measured_again() throws Exception {
    var intact = (Verification.Intact) EvidenceVerifier.verify(run.folder());

    assertThat(intact.run()).isEqualTo(SampleFolder.RUN);
    assertThat(intact.signer()).isEqualTo(keys.signer());
    assertThat(intact.claimed()).isTrue();
    var measured = intact.measurement().orElseThrow();
    assertThat(measured.rto()).isEqualTo(new Figure.Measured(Duration.ofMillis(630)));
    assertThat(measured.rpo()).isEqualTo(new Figure.Measured(Duration.ofMillis(82)));
  }

  @Test
  void the_script_says_the_same_of_an_intact_folder() throws Exception {
    var unknown = PythonVerifier.of(List.of(run.folder()));
    var known = PythonVerifier.of(List.of(run.folder()), "--key", keys.signer().text());

    assertThat(unknown.exitCode()).isEqualTo(4);
    assertThat(unknown.words().get(run.folder())).startsWith("intact, signer unknown, run");
    assertThat(known.exitCode()).isZero();
    assertThat(known.words().get(run.folder()))
        .isEqualTo(
            ("intact, run %s, %s rto 630000 us, rpo 82000 us, 2 lost; follows run"
                    + " 20261119-080000-m3td of epoch 2, seal 0a0a0a0a0a0a; epochs 3 to 3, not"
                    + " sealed when it began")
                .formatted(SampleFolder.RUN, keys.signer()));
  }

  /// Killed while the signature was written: the journal is closed, and half a file is there.
  @Test
  @Tag("invariant-32")
  void a_folder_whose_signature_a_crash_cut_short_is_sealed_again() throws Exception {
    Files.move(run.seal(), run.folder().resolve("seal.json4711.tmp"));
    assertThat(EvidenceVerifier.verify(run.folder())).isInstanceOf(Verification.Broken.class);

    var again = Sealer.seal(run, keys, Instant.parse("2026-11-21T08:00:00Z"));

    assertThat(again).isInstanceOf(SealVerdict.Signed.class);
    assertThat(EvidenceVerifier.verify(run.folder())).isInstanceOf(Verification.Intact.class);
  }

  /// A bit of each byte of the signature's file, its case too, and of the line that it signs.
  @Test
  @Tag("invariant-32")
  void no_byte_of_the_seal_or_of_the_last_line_is_free() throws Exception {
    var seal = Files.readAllBytes(run.seal());
    for (int i = 0; i < seal.length; i++) {
      requireBroken(run.seal(), seal, i, i % 8, "seal.json");
      requireBroken(run.seal(), seal, i, 5, "seal.json");
    }
    var journal = Files.readAllBytes(run.journal());
    int last =
        new String(journal, StandardCharsets.ISO_8859_1).lastIndexOf('\n', journal.length - 2);
    for (int i = last; i < journal.length; i += 3) {
      requireBroken(run.journal(), journal, i, i % 8, "journal.jsonl");
    }
  }

  private void requireBroken(Path file, byte[] bytes, int at, int bit, String name)
      throws Exception {
    var changed = bytes.clone();
    changed[at] ^= (byte) (1 << bit);
    Files.write(file, changed);
    assertThat(EvidenceVerifier.verify(run.folder()))
        .as("byte %d, bit %d of %s", at, bit, name)
        .isInstanceOfSatisfying(
            Verification.Broken.class,
            broken -> assertThat(broken.finding().file()).isEqualTo(name));
    Files.write(file, bytes);
  }

  @Test
  void what_is_broken_is_named_with_its_line_and_byte() throws Exception {
    var lines = Files.readAllLines(run.canary());
    lines.set(15, lines.get(15).replace("\"sent\":", "\"sent\": "));
    Files.write(run.canary(), lines);
    assertThat(place()).isEqualTo("canary.jsonl:16");

    var journal = Files.readAllLines(run.journal());
    journal.set(2, journal.get(2).replace("\"at\":", "\"at\": "));
    Files.write(run.journal(), journal);
    assertThat(place()).isEqualTo("journal.jsonl:3:20");
  }

  private String place() throws Exception {
    return ((Verification.Broken) EvidenceVerifier.verify(run.folder())).finding().place();
  }

  @Test
  void a_run_that_is_not_over_is_not_sealed() throws Exception {
    var open = SampleFolder.open(folder.resolve("open"));
    var lines = Files.readAllLines(open.journal());
    Files.write(open.journal(), lines.subList(0, lines.size() - 1));
    var before = Files.readAllBytes(open.journal());

    assertThat(Sealer.seal(open, keys, Instant.EPOCH)).isEqualTo(new SealVerdict.Open());
    assertThat(Files.readAllBytes(open.journal())).isEqualTo(before);
    assertThat(open.seal()).doesNotExist();
    assertThat(EvidenceVerifier.verify(open.folder()))
        .isInstanceOfSatisfying(
            Verification.Broken.class,
            broken -> assertThat(broken.finding().why()).contains("is not sealed"));
  }

  /// A controller may die between the closing line and its signature.
  @Test
  void a_closed_journal_without_its_signature_is_signed_later() throws Exception {
    var before = Files.readAllBytes(run.journal());
    Files.delete(run.seal());

    assertThat(Sealer.seal(run, keys, Instant.EPOCH)).isInstanceOf(SealVerdict.Signed.class);
    assertThat(Files.readAllBytes(run.journal())).isEqualTo(before);
    assertThat(EvidenceVerifier.verify(run.folder())).isInstanceOf(Verification.Intact.class);
  }

  /// A page may be asked for at any moment.
  @Test
  @Timeout(60)
  void nothing_changes_between_what_the_sealer_reads_and_what_it_names() throws Exception {
    var open = SampleFolder.open(folder.resolve("open"));
    var sealing = new FutureTask<>(() -> Sealer.seal(open, keys, Instant.EPOCH));
    try (var _ = open.lock()) {
      var thread = new Thread(sealing);
      thread.start();
      while (!sealing.isDone() && !isIn(thread, "ExclusiveLock")) {
        Thread.onSpinWait();
      }
      ReportFile.write(open, ZoneId.of("Asia/Tokyo"));
    }

    assertThat(sealing.get()).isInstanceOf(SealVerdict.Signed.class);
    assertThat(EvidenceVerifier.verify(open.folder())).isInstanceOf(Verification.Intact.class);
  }

  private static boolean isIn(Thread thread, String type) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getClassName().endsWith(type));
  }

  @Test
  void sealing_again_changes_nothing() throws Exception {
    var journal = Files.readAllBytes(run.journal());
    var seal = Files.readAllBytes(run.seal());

    assertThat(Sealer.seal(run, SampleFolder.keys(folder.resolve("other")), Instant.EPOCH))
        .isInstanceOf(SealVerdict.Signed.class);
    assertThat(Files.readAllBytes(run.journal())).isEqualTo(journal);
    assertThat(Files.readAllBytes(run.seal())).isEqualTo(seal);
  }

  /// Whoever hands a folder in may have left out the last line, or the signature alone.
  @Test
  void what_does_not_show_what_it_claims_is_not_signed() throws Exception {
    var open = SampleFolder.open(folder.resolve("open"));
    Files.writeString(
        open.result(), Files.readString(open.result()).replace("\"lost\":2", "\"lost\":0"));
    Files.delete(run.seal());
    Files.writeString(run.held(), Files.readString(run.held()).replace("west", "east"));

    for (var handedIn : List.of(open, run)) {
      var journal = Files.readAllBytes(handedIn.journal());

      assertThat(Sealer.seal(handedIn, keys, Instant.EPOCH))
          .isInstanceOfSatisfying(
              SealVerdict.Refused.class,
              refused ->
                  assertThat(refused.finding().file())
                      .isEqualTo(handedIn == open ? "result.json" : "held.json"));
      assertThat(Files.readAllBytes(handedIn.journal())).isEqualTo(journal);
      assertThat(handedIn.seal()).doesNotExist();
    }
  }

  /// A controller may die while it closes the journal.
  @Test
  void a_torn_closing_line_is_written_again() throws Exception {
    var journal = Files.readAllBytes(run.journal());
    Files.write(run.journal(), Arrays.copyOf(journal, journal.length - 30));
    Files.delete(run.seal());

    assertThat(Sealer.seal(run, keys, Instant.EPOCH)).isInstanceOf(SealVerdict.Signed.class);
    assertThat(EvidenceVerifier.verify(run.folder())).isInstanceOf(Verification.Intact.class);
  }
}
