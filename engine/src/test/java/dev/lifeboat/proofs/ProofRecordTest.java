package dev.lifeboat.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProofRecordTest {
  @Test
  void what_was_done_to_something_else_was_not_done() throws Exception {
    var before = ProofRecord.of("proof-record.txt", "one");
    before.add("first: passed");

    assertThat(ProofRecord.of("proof-record.txt", "one").holds("first:")).isTrue();
    assertThat(ProofRecord.of("proof-record.txt", "other").holds("first:")).isFalse();
    assertThat(ProofRecord.of("proof-record.txt", "one").holds("first:")).isFalse();
  }
}
