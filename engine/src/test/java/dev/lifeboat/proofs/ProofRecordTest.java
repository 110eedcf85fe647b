package dev.lifeboat.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProofRecordTest {
  @TempDir private Path folder;

  @Test
  void what_a_build_leaves_beside_sources_changes_nothing_and_a_source_does() throws Exception {
    var plan = Files.writeString(folder.resolve("lifeboat.yaml"), "one");
    var built = Files.createDirectories(folder.resolve("shop/target")).resolve("shop.aot");
    Files.writeString(built, "trained once");
    var before = ProofRecord.fingerprint(List.of(), folder);

    Files.writeString(built, "trained again");
    assertThat(ProofRecord.fingerprint(List.of(), folder)).isEqualTo(before);
    Files.writeString(plan, "other");
    assertThat(ProofRecord.fingerprint(List.of(), folder)).isNotEqualTo(before);
  }

  @Test
  void what_was_done_to_something_else_was_not_done() throws Exception {
    var before = ProofRecord.of("proof-record.txt", "one");
    before.add("first: passed");

    assertThat(ProofRecord.of("proof-record.txt", "one").holds("first:")).isTrue();
    assertThat(ProofRecord.of("proof-record.txt", "other").holds("first:")).isFalse();
    assertThat(ProofRecord.of("proof-record.txt", "one").holds("first:")).isFalse();
  }
}
