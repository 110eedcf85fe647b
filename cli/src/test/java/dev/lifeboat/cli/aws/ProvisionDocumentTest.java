package dev.lifeboat.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.assess.PriceTableFile;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.cli.Schemas;
import dev.lifeboat.cli.status.CheckDocument;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.control.Recoverability;
import dev.lifeboat.control.WriterAdoption;
import dev.lifeboat.provision.ProvisionIndex;
import dev.lifeboat.provision.apply.ProvisionLook;
import dev.lifeboat.provision.apply.StackAddress;
import dev.lifeboat.provision.apply.StackChange;
import dev.lifeboat.provision.apply.StackPreview;
import dev.lifeboat.provision.apply.StackPreview.Outlook;
import dev.lifeboat.provision.apply.StackRemoval.Fate;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: what is printed of an account has the published form. Method: documents of stacks that no
/// account made, judged by a validator that is not ours; ProvisionedAccountTest has real ones.
final class ProvisionDocumentTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  private static ProvisionDocument document(String outcome, Outlook outlook) throws Exception {
    return document("dr-lab-warm-standby", outcome, preview("recovery", outlook, "SNS::Topic"));
  }

  private static StackPreview preview(String folder, Outlook outlook, String type) {
    return new StackPreview(
        new StackAddress("us-west-2", "lifeboat-dr-lab-" + folder),
        folder,
        "secondary",
        "what it keeps",
        outlook,
        List.of(new StackChange("Modify", "AWS::" + type, "Thing", "", "Conditional")));
  }

  private static ProvisionDocument document(String example, String outcome, StackPreview... shown)
      throws Exception {
    var plan = AwsKeys.reader().read(EXAMPLES.resolve(example).resolve("lifeboat.yaml")).orThrow();
    var asks = List.of(new ProvisionLook.Option("--set Email=VALUE", "who is told"));
    var found = List.of(new ProvisionLook.Option("--set HostedZone=Z1", "where names are"));
    return ProvisionDocument.of(
        plan,
        outcome,
        new ProvisionLook(
            List.of(shown),
            List.of("no rule replicates a to b"),
            List.of("there is no bucket c"),
            asks,
            found),
        List.of("lifeboat adopt"),
        PriceTableFile.shipped());
  }

  /// As `assess` counts: metrics of each of three workloads, and of one that a function moves.
  @Test
  void what_new_stacks_cost_is_told_together_with_what_has_no_price() throws Exception {
    var lines =
        document(
                "saas-tiers",
                "differs",
                preview("arbiter", Outlook.NEW, "DynamoDB::Table"),
                preview("recovery", Outlook.NEW, "SNS::Topic"),
                preview("primary", Outlook.SAME, "SNS::Topic"),
                preview("functions-2", Outlook.NEW, "StepFunctions::StateMachine"))
            .lines();

    assertThat(lines)
        .contains(
            "together about 17.00 USD a month more, and what has no price: lifeboat-dr-lab-arbiter");
    assertThat(document("same", Outlook.SAME).lines()).noneMatch(it -> it.contains("together"));
  }

  /// Two in each region, by the workload.
  @Test
  void guards_on_fargate_cost_what_assess_says_of_a_guard() throws Exception {
    var lines =
        document(
                "dr-lab-warm-standby",
                "differs",
                preview("guards-primary", Outlook.NEW, "ECS::Service"),
                preview("guards-recovery", Outlook.NEW, "ECS::Service"))
            .lines();

    assertThat(lines).contains("together about 39.00 USD a month more");
  }

  /// 8,640 runs a month at $0.0012.
  @Test
  void a_visitor_costs_its_runs() throws Exception {
    var lines =
        document("dr-lab-warm-standby", "differs", preview("visitor", Outlook.NEW, "::Canary"))
            .lines();

    assertThat(lines).contains("together about 10.37 USD a month more");
  }

  private static List<String> mistakes(Object document) {
    return Schemas.mistakes(OutputJson.tree(document));
  }

  @ParameterizedTest
  @EnumSource
  void stacks_are_told_in_the_published_form(Outlook outlook) throws Exception {
    assertThat(mistakes(document("differs", outlook))).isEmpty();
  }

  @Test
  void what_has_to_be_given_is_told_before_what_is_typed_next() throws Exception {
    assertThat(document("differs", Outlook.NEW).lines())
        .containsSubsequence(
            "found   --set HostedZone=Z1: where names are",
            "asks    --set Email=VALUE: who is told",
            "next    lifeboat adopt")
        .contains("rule    no rule replicates a to b", "left    there is no bucket c");
  }

  private static CheckDocument check(Recoverability readiness) {
    return new CheckDocument(
        "lifeboat.check/v1",
        "dr-lab",
        true,
        readiness.word(),
        "2026-11-30T12:00:00Z",
        List.of(),
        "/state");
  }

  /// Goal: what was done at the end is told, and nobody is sent to type it again.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNPROVEN")
  void what_need_not_be_typed_any_more_is_not_told_as_next(Recoverability readiness)
      throws Exception {
    var plan = AwsKeys.reader().read(EXAMPLES.resolve("dr-lab-warm-standby/lifeboat.yaml"));
    var all = List.of(ProvisionIndex.adopt("dr-lab"), ProvisionIndex.CHECK, "aws organizations");
    var look = new ProvisionLook(List.of(), List.of(), List.of(), List.of(), List.of());
    var applied =
        ProvisionDocument.of(plan.orThrow(), "applied", look, all, PriceTableFile.shipped());
    var home = new WriterAdoption.Adopted("dr-lab", "primary", 1, true);

    var found = check(readiness);
    var adopted = applied.with(new FirstFindings(List.of(home), true, found, List.of()));
    var refused = applied.with(new FirstFindings(List.of(), false, found, List.of("why")));
    var failed = applied.with(new FirstFindings(List.of(home), true, null, List.of("why")));

    var ready = readiness == Recoverability.READY;
    assertThat(adopted.next()).hasSize(ready ? 1 : 2).doesNotContain(all.getFirst());
    assertThat(refused.next()).hasSize(ready ? 2 : 3).contains(all.getFirst());
    assertThat(failed.next()).hasSize(2).contains(ProvisionIndex.CHECK);
    assertThat(failed.lines()).contains("left    why");
    assertThat(mistakes(failed)).isEmpty();
    assertThat(adopted.lines())
        .contains("adopted dr-lab  writer in primary, epoch 1")
        .anyMatch(it -> it.contains(readiness.word().toUpperCase(Locale.ROOT)));
    assertThat(mistakes(adopted)).isEmpty();
    assertThat(mistakes(refused)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"same", "differs", "applied"})
  void each_outcome_is_a_published_word(String outcome) throws Exception {
    assertThat(mistakes(document(outcome, Outlook.SAME))).isEmpty();
    assertThat(mistakes(document(outcome + "!", Outlook.SAME))).isNotEmpty();
  }

  @Test
  void what_goes_and_what_stays_is_told_in_the_published_form() {
    var parts =
        List.of(
            new Fate(
                "s", "us-west-2", "AWS::DynamoDB::Table", "lifeboat-votes", true, "it has data"),
            new Fate("s", "us-west-2", "AWS::SNS::Topic", "lifeboat", false, ""),
            new Fate(null, "us-west-2", "AWS::SSM::Parameter", "/lifeboat/a/b", true, "in none"));
    for (var outcome : List.of("listed", "removed")) {
      assertThat(
              mistakes(
                  new UnprovisionCommand.UnprovisionDocument(
                      "lifeboat.unprovision/v1", "dr-lab", outcome, parts)))
          .isEmpty();
    }
  }

  @Test
  void a_lock_that_was_taken_away_is_told_in_the_published_form() {
    assertThat(
            mistakes(
                new ProvisionCommand.UnlockDocument(
                    "lifeboat.provision-unlock/v1", "dr-lab", "ada", "desk", Instant.EPOCH)))
        .isEmpty();
  }
}
