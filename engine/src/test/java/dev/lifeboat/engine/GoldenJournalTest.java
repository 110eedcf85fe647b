package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.provider.Pace;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Journals that each release wrote, which every later one must read. Never rewritten: what a
/// change of the code cannot read any more is a change of the format, and needs a reader for both.
final class GoldenJournalTest {

  @Test
  void a_failover_of_0_1_0_is_read_and_folded() throws Exception {
    var contents = JournalReader.read(golden("0.1.0"));

    assertThat(contents.entries()).hasSize(38);
    assertThat(contents.tornBytes()).isZero();
    assertThat(contents.lastHash())
        .as("hash of its last line; the file was rewritten if it differs")
        .isEqualTo("443f31126cf1154acc448d5e6d61c955d4f1fdbb5379df5e4928948ed0d63f84");
    var state = RunState.of(contents.entries(), Pace.standard());
    assertThat(state.phase())
        .isEqualTo(new RunState.Phase.Ended(Outcome.DONE, "every goal is met"));
    assertThat(state.epoch()).isEqualTo(2);
    assertThat(state.pastNoReturn()).isTrue();
    assertThat(state.all().values()).hasSize(10).allMatch(StepState.Met.class::isInstance);
  }

  private static Path golden(String version) throws URISyntaxException {
    var file = GoldenJournalTest.class.getResource("/golden/" + version + "/journal.jsonl");
    return Path.of(Objects.requireNonNull(file).toURI());
  }
}
