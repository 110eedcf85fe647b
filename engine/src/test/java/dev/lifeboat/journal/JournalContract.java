package dev.lifeboat.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import dev.lifeboat.runbook.Storefront;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [Journal] must do. Each implementation has one subclass, and other tests only for
/// what it promises more.
public abstract class JournalContract {
  protected static final Instant AT = Instant.parse("2026-11-20T08:00:00.123456Z");
  protected static final RunId RUN = new RunId("20261120-080000-7q2k");

  /// Makes the journal of [#RUN], of which there is one a test.
  ///
  /// @throws ProblemException LB4001 or LB3003 when it is there already
  protected abstract Journal create() throws IOException, ProblemException;

  /// Continues that journal after `contents`, as a controller does that comes later.
  protected abstract Journal resume(JournalReader.Contents contents) throws ProblemException;

  /// The lines of that journal as they would stand in a run's folder.
  protected abstract byte[] lines() throws Exception;

  protected static Event opened() throws ProblemException {
    return new Event.RunOpened(
        RUN,
        Storefront.PLAN_SHA_256,
        Storefront.runbook(Storefront.plan(), Mode.FAILOVER, Storefront.EAST),
        2,
        "ann",
        "a test",
        1L,
        List.of());
  }

  protected static Event started(String step) {
    return new Event.StepStarted(new StepId(step));
  }

  protected final JournalReader.Contents contents() throws Exception {
    return JournalReader.parse(lines());
  }

  @BeforeEach
  void write() throws Exception {
    try (var journal = create()) {
      journal.append(0, List.of(opened()), AT);
      journal.append(1, List.of(started("a"), started("b"), started("c")), AT);
      journal.append(4, List.of(new Event.StepMet(new StepId("a"), "größer")), AT);
    }
  }

  @Test
  void what_was_appended_is_read_in_order() throws Exception {
    var contents = contents();

    assertThat(contents.entries()).extracting(Entry::sequence).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(contents.entries()).extracting(Entry::at).containsOnly(AT);
    assertThat(contents.entries().getFirst().event()).isEqualTo(opened());
    assertThat(contents.tornBytes()).isZero();
    assertThat(contents.soundBytes()).isEqualTo(lines().length);
  }

  @Test
  void each_entry_carries_the_hash_of_the_line_before() throws Exception {
    var lines = new String(lines(), StandardCharsets.UTF_8).lines().toList();
    var entries = contents().entries();
    assertThat(entries.getFirst().previous()).isEqualTo("0".repeat(64));
    for (int i = 1; i < lines.size(); i++) {
      assertThat(entries.get(i).previous())
          .isEqualTo(JournalCodec.hash(lines.get(i - 1).getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void an_append_returns_the_entries_as_they_are_read() throws Exception {
    try (var journal = resume(contents())) {
      assertThat(journal.nextSequence()).isEqualTo(5);
      var appended = journal.append(5, List.of(started("d"), started("e")), AT.plusMillis(1));
      assertThat(journal.nextSequence()).isEqualTo(7);
      assertThat(contents().entries().subList(5, 7)).isEqualTo(appended);
    }
  }

  @Test
  void a_second_controller_on_the_same_journal_is_refused() throws Exception {
    var contents = contents();
    try (var first = resume(contents);
        var second = resume(contents)) {
      first.append(5, List.of(new Event.Resumed("ann")), AT);

      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> second.append(5, List.of(new Event.Resumed("bob")), AT))
          .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3003));
    }
    assertThat(contents().entries()).hasSize(6);
  }

  /// The same events at the same time are still another controller's.
  @Test
  void a_second_controller_that_appends_the_same_is_refused() throws Exception {
    var contents = contents();
    try (var first = resume(contents);
        var second = resume(contents)) {
      first.append(5, List.of(started("d")), AT);

      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> second.append(5, List.of(started("d")), AT))
          .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3003));
    }
  }

  @Test
  void a_journal_is_created_once() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> create().append(0, List.of(opened()), AT))
        .satisfies(refused -> assertThat(refused.problem().code()).isIn(Code.LB4001, Code.LB3003));
  }

  @Test
  void an_append_at_another_sequence_is_a_broken_invariant() throws Exception {
    try (var journal = resume(contents())) {
      assertThatIllegalStateException()
          .isThrownBy(() -> journal.append(4, List.of(started("d")), AT));
    }
  }

  @Test
  void an_interrupt_stops_no_append_and_is_kept() throws Exception {
    try (var journal = resume(contents())) {
      Thread.currentThread().interrupt();
      journal.append(5, List.of(started("d")), AT);
      assertThat(Thread.interrupted()).isTrue();
      journal.append(6, List.of(started("e")), AT);
    }
    assertThat(contents().entries()).hasSize(7);
  }
}
