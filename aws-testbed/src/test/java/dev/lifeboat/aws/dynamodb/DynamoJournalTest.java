package dev.lifeboat.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.journal.Journal;
import dev.lifeboat.journal.JournalContract;
import dev.lifeboat.journal.JournalDamageException;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(TestBed.InTests.class)
final class DynamoJournalTest extends JournalContract {
  private final TestBed bed;
  private final DynamoTable table;

  DynamoJournalTest(TestBed bed) {
    this.bed = bed;
    this.table = Tables.table(bed, Tables.newJournals(bed));
  }

  @Override
  protected Journal create() {
    return DynamoJournal.resume(table, RUN, JournalReader.NOTHING);
  }

  @Override
  protected Journal resume(JournalReader.Contents contents) {
    return DynamoJournal.resume(table, RUN, contents);
  }

  @Override
  protected byte[] lines() throws ProblemException {
    return DynamoJournal.lines(table, RUN);
  }

  /// So that a run's folder, its report and its evidence are the same wherever it was journalled.
  @Test
  void its_lines_are_the_bytes_of_the_file(@TempDir Path folder) throws Exception {
    var file = folder.resolve("journal.jsonl");
    try (var journal = FileJournal.create(file)) {
      journal.append(0, List.of(opened()), AT);
      journal.append(1, List.of(started("a"), started("b"), started("c")), AT);
      journal.append(4, List.of(new Event.StepMet(new StepId("a"), "größer")), AT);
    }
    assertThat(lines()).isEqualTo(Files.readAllBytes(file));
    assertThat(contents()).isEqualTo(JournalReader.read(file));
  }

  @Test
  void a_run_without_a_journal_has_none() throws Exception {
    assertThat(DynamoJournal.lines(table, new RunId("r-2"))).isEmpty();
  }

  /// The SDK asks four times.
  @ParameterizedTest
  @ValueSource(ints = {2, 6})
  void an_append_whose_answer_is_lost_is_there_once(int lost) throws Exception {
    try (var journal = resume(contents())) {
      bed.gate().loseAnswers(Tables.REGION, "dynamodb", lost);
      journal.append(5, List.of(started("d")), AT);
      journal.append(6, List.of(started("e")), AT);
    }
    assertThat(contents().entries()).hasSize(7);
    assertThat(bed.gate().calls())
        .filteredOn(call -> call.cut().equals(Optional.of(Cut.LOSE_ANSWER)))
        .hasSizeGreaterThanOrEqualTo(lost);
  }

  /// Pages of a query end at 1 MiB.
  @Test
  void a_journal_of_many_pages_is_read_whole() throws Exception {
    var long1 = "x".repeat(200_000);
    try (var journal = resume(contents())) {
      for (int i = 0; i < 12; i++) {
        journal.append(5 + i, List.of(new Event.StepMet(new StepId("a"), long1 + i)), AT);
      }
    }
    assertThat(contents().entries()).hasSize(17);
    assertThat(contents().entries().getLast().event())
        .isEqualTo(new Event.StepMet(new StepId("a"), long1 + 11));
  }

  @Test
  void an_append_that_no_item_holds_is_refused_before_it_is_sent() throws Exception {
    try (var journal = resume(contents())) {
      int before = bed.gate().calls().size();
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() ->
              journal.append(
                  5, List.of(new Event.StepMet(new StepId("a"), "x".repeat(410_000))), AT))
          .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB4001));
      assertThat(bed.gate().calls()).hasSize(before);
      journal.append(5, List.of(started("d")), AT);
    }
  }

  @Test
  void a_journal_that_cannot_be_written_says_so_and_goes_on_afterwards() throws Exception {
    try (var journal = resume(contents())) {
      bed.gate().cut(Tables.REGION, "dynamodb", Cut.UNAVAILABLE);
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> journal.append(5, List.of(started("d")), AT))
          .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB2002));
      bed.gate().mend();
      journal.append(5, List.of(started("d")), AT);
    }
    assertThat(contents().entries()).hasSize(6);
  }

  @Test
  void an_item_that_was_changed_is_found() {
    var key =
        Map.of("run", AttributeValue.fromS(RUN.value()), "sequence", AttributeValue.fromN("1"));
    table
        .dynamo()
        .updateItem(change ->
            change
                .tableName(table.name())
                .key(key)
                .updateExpression("SET #lines = :lines")
                .expressionAttributeNames(Map.of("#lines", "lines"))
                .expressionAttributeValues(Map.of(":lines", AttributeValue.fromS("{}\n"))));
    assertThatExceptionOfType(JournalDamageException.class)
        .isThrownBy(this::contents)
        .satisfies(damage -> assertThat(damage.line()).isEqualTo(2));
  }
}
