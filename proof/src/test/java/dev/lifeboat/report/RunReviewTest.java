package dev.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.plan.AssessPolicy.FollowUp;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem.Retry;
import dev.lifeboat.runbook.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Alone, since one test changes the time zone of all.
@Isolated
final class RunReviewTest {
  @TempDir private Path runs;

  @Test
  void a_drill_that_went_by_the_runbook_is_told_as_it_was_released() throws Exception {
    assertThat(RunReview.markdown(SampleRun.in(runs).whole().files)).isEqualTo(golden());
  }

  /// The same files give the same text, whoever reads them where.
  @Test
  void times_are_in_utc_everywhere() throws Exception {
    var before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      assertThat(RunReview.markdown(SampleRun.in(runs).whole().files)).isEqualTo(golden());
    } finally {
      TimeZone.setDefault(before);
    }
  }

  /// Goal: what a run tripped over is promised to be mended, without anybody typing it again.
  @Test
  void what_went_wrong_becomes_follow_ups_that_the_plan_takes_as_they_stand() throws Exception {
    var run = failed(1, "\"no\" | answer: \u001b # ${X}");

    var review = RunReview.markdown(run.files);

    assertThat(review)
        .startsWith("# Review of run 20261120-150411-7q2k\n\nPAUSED: ")
        .contains("PursuitFailed: fence-entry, request 1: LB3003 \"no\" | answer:   # ${X}\n")
        .contains("| RTO | ____ (");
    var block = review.substring(review.indexOf("assess:\n"), review.lastIndexOf("```"));
    var plan =
        new PlanReader(List.of(), Map.of())
            .read("p", Files.readString(run.files.plan()) + "\n" + block)
            .orThrow();
    assertThat(plan.assess().followUps())
        .extracting(FollowUp::what)
        .containsExactly(
            "PursuitFailed: fence-entry, request 1: LB3003 \"no\" | answer:   # ${X}",
            "Paused: by ada");
    assertThat(plan.assess().followUps().getFirst().until()).hasToString("2026-12-20");
  }

  @Test
  void of_a_step_that_failed_for_an_hour_the_first_failures_are_enough() throws Exception {
    assertThat(RunReview.markdown(failed(400, "silent").files))
        .contains("request 30: LB3003 silent", "and 371 more, in the report")
        .doesNotContain("\"PursuitFailed: fence-entry, request 31:");
  }

  private SampleRun failed(int times, String why) throws Exception {
    var run = SampleRun.in(runs).plan();
    var runbook = SampleRun.runbook(Mode.FAILOVER);
    var step = runbook.steps().getFirst().id();
    var events = new ArrayList<Event>();
    events.add(
        new Event.RunOpened(
            run.files.run(),
            SampleRun.read().sha256(),
            runbook,
            4,
            "ada",
            "region is gone",
            3L,
            List.of()));
    events.add(new Event.StepStarted(step));
    for (int attempt = 1; attempt <= times; attempt++) {
      events.add(new Event.PursuitIntended(step, attempt));
      events.add(new Event.PursuitFailed(step, attempt, Code.LB3003, why, Retry.LATER));
    }
    events.add(new Event.Paused("ada"));
    try (var journal = FileJournal.create(run.files.journal())) {
      journal.append(0, events, SampleRun.OPENED);
    }
    return run;
  }

  private static String golden() throws IOException {
    try (var in = RunReviewTest.class.getResourceAsStream("review.md")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
