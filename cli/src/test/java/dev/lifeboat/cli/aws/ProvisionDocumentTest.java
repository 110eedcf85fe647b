package dev.lifeboat.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.assess.PriceTableFile;
import dev.lifeboat.cli.Schemas;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.provision.apply.ProvisionLook;
import dev.lifeboat.provision.apply.StackAddress;
import dev.lifeboat.provision.apply.StackChange;
import dev.lifeboat.provision.apply.StackPreview;
import dev.lifeboat.provision.apply.StackPreview.Outlook;
import dev.lifeboat.provision.apply.StackRemoval.Fate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: what is printed of an account has the published form. Method: documents of stacks that no
/// account made, judged by a validator that is not ours; ProvisionedAccountTest has real ones.
final class ProvisionDocumentTest {
  private static ProvisionDocument document(String outcome, Outlook outlook) {
    var change = new StackChange("Modify", "AWS::SNS::Topic", "Topic", "", "Conditional");
    var shown =
        new StackPreview(
            new StackAddress("us-west-2", "lifeboat-dr-lab-recovery"),
            "recovery",
            "secondary",
            "what the recovery region keeps",
            outlook,
            List.of(change));
    var look =
        new ProvisionLook(
            List.of(shown), List.of(new ProvisionLook.Ask("--set Email=VALUE", "who is told")));
    return ProvisionDocument.of(
        "dr-lab", outcome, look, List.of("lifeboat adopt"), PriceTableFile.shipped());
  }

  private static List<String> mistakes(Object document) {
    return Schemas.mistakes(OutputJson.tree(document));
  }

  @ParameterizedTest
  @EnumSource
  void stacks_are_told_in_the_published_form(Outlook outlook) {
    assertThat(mistakes(document("differs", outlook))).isEmpty();
  }

  @Test
  void what_has_to_be_given_is_told_before_what_is_typed_next() {
    assertThat(document("differs", Outlook.NEW).lines())
        .containsSubsequence("asks    --set Email=VALUE: who is told", "next    lifeboat adopt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"same", "differs", "applied"})
  void each_outcome_is_a_published_word(String outcome) {
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
